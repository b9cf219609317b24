import { describe, expect, test } from "@jest/globals";
import { accountOf, activityFor, now, settings } from "../../test/support/samples.ts";
import { seconds } from "../domain/duration.ts";
import type { Activities } from "../ports/activities.ts";
import type { Sessions } from "../ports/sessions.ts";
import { exportOf } from "./export-of.ts";

const noSessions: Sessions = {
  create: async () => {},
  find: async () => undefined,
  touch: async () => {},
  list: async () => [],
  end: async () => true,
};

/** A trail of so many items, a second apart, as the table pages it; and how long its longest page was. */
function trailOf(count: number) {
  const all = Array.from({ length: count }, (_, place) =>
    activityFor("s", `e${place}`, "signed_in", now - seconds(place)),
  );
  const asked: number[] = [];
  const activities: Activities = {
    add: async () => {},
    list: async (_, { before, limit }) => {
      asked.push(limit);
      const from = before === undefined ? 0 : all.findIndex(({ activityId }) => activityId === before) + 1;
      return { activities: all.slice(from, from + limit), more: from + limit < all.length };
    },
  };
  return { activities, asked };
}
const exported = (count: number, before?: string) => {
  const { activities, asked } = trailOf(count);
  return { asked, made: exportOf(accountOf(), { before, settings, now }, { activities, sessions: noSessions }) };
};

describe("a reason", () => {
  test.each([
    ["operator", "Seen at the desk", "Seen at the desk"],
    ["service", "95: newCountry, unknownBrowser", undefined],
    ["service", "client: stands in our own shops (Sato Hanako)", undefined],
    ["person", "shop", undefined],
  ] as const)("given one by the %s, %j, when it is exported, then it reads %j", async (by, reason, told) => {
    const kept = { ...activityFor("s"), by, reason };
    const activities: Activities = {
      add: async () => {},
      list: async () => ({ activities: [kept], more: false }),
    };
    const made = await exportOf(
      accountOf(),
      { before: undefined, settings, now },
      { activities, sessions: noSessions },
    );
    expect(made.activities).toMatchObject([{ kind: kept.kind, by }]);
    expect(made.activities[0]?.reason).toBe(told);
  });
});

describe("a long history", () => {
  test.each([
    [0, false],
    [499, false],
    [4000, false],
    [4001, true],
  ])("given %i items, when they are exported, then all are there, or 4,000 and where to go on: %s", async (count, goesOn) => {
    const { activities, next } = await exported(count).made;
    expect([activities.length, next !== undefined]).toEqual([Math.min(count, 4000), goesOn]);
  });

  test("given more than one answer, when it is read on, then each item comes once, in order", async () => {
    const first = await exported(4200).made;
    const second = await exported(4200, first.next).made;
    const times = [...first.activities, ...second.activities].map(({ at }) => Date.parse(at));
    expect(times).toEqual(Array.from({ length: 4200 }, (_, place) => now - seconds(place)));
    expect(second.next).toBeUndefined();
  });

  test("given any of it, when it is read, then 500 at once at most, which is less than a query's megabyte", async () => {
    const { asked, made } = exported(1200);
    await made;
    expect(asked).toEqual([500, 500, 500]);
  });
});
