import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { now } from "../../test/support/samples.ts";
import { areasSentTo, type Entry, entryOf, talliesOf } from "./conversion.ts";
import { days, minutes, seconds } from "./duration.ts";
import type { WatchedLogin, WatchedNumber } from "./watched.ts";

type Challenge = NonNullable<WatchedLogin["challenge"]>;
const area = { country: "JP", prefix: "digest", sends: 1 };
const challenge = (changes: Partial<Challenge> = {}): Challenge => ({
  type: "sms_code",
  lastSentAt: now,
  delivery: "sent",
  area,
  ...changes,
});
const login = (changes: Partial<WatchedLogin> = {}): WatchedLogin => ({
  loginId: "login",
  state: "pending",
  sends: 1,
  challenge: challenge(),
  ...changes,
});
const complete = (changes: Partial<WatchedLogin> = {}) =>
  login({ state: "complete", secondFactor: { by: "sms_code" }, ...changes });
const unsent = login({ sends: 0, challenge: challenge({ delivery: "failed" }) });

const change = (before: WatchedLogin | undefined, after: WatchedLogin) => {
  const entry = entryOf({ before, after });
  return entry && { sends: entry.sends, verified: entry.verified };
};
const sent = { sends: 1, verified: 0 };

describe("what a change of a login adds", () => {
  test.each([
    ["a first message", login({ sends: 0, challenge: undefined }), login(), sent],
    ["a resend", login(), login({ sends: 2, challenge: challenge({ lastSentAt: now + 1 }) }), sent],
    ["a call after an SMS", login(), login({ challenge: challenge({ type: "voice", lastSentAt: now + 1 }) }), sent],
    ["a login that came with its message", undefined, login(), sent],
    ["a message that the provider refused", login(), unsent, { sends: -1, verified: 0 }],
    ["the right code", login(), complete(), { sends: 0, verified: 1 }],
    ["a URL that approved", login(), complete({ decision: { link: 1 } }), { sends: 0, verified: 1 }],
    ["a URL that denied", login(), login({ state: "denied", decision: { link: 1 } }), { sends: 0, verified: 1 }],
  ])("given %s, when it is weighed, then it counts", (_, before, after, expected) => {
    expect(change(before, after)).toEqual(expected);
  });

  test.each([
    ["a wrong code", login(), login()],
    [
      "a mail",
      login({ challenge: undefined }),
      login({ challenge: challenge({ type: "email_code", area: undefined }) }),
    ],
    [
      "a message that was paid for and reported as failed",
      login(),
      login({ challenge: challenge({ delivery: "failed" }) }),
    ],
    ["a message that may have gone", login(), login({ sends: 0, challenge: challenge({ delivery: "unknown" }) })],
    ["a login that was cancelled", login(), login({ state: "cancelled" })],
    ["a login that another method completed", login(), complete({ secondFactor: { by: "email_code" } })],
    ["a login that needs no second factor", login(), complete({ secondFactor: undefined })],
    ["a result that was fetched", complete(), complete()],
  ])("given %s, when it is weighed, then it adds nothing", (_, before, after) => {
    expect(change(before, after)).toBeUndefined();
  });

  test("given a code after which the password is due, when it is weighed, then it was entered all the same, and once", () => {
    const proved = complete({ state: "pending" });
    expect(change(login(), proved)).toEqual({ sends: 0, verified: 1 });
    expect(change(proved, complete())).toBeUndefined();
  });

  test("given two resends, when the code is entered, then all three messages are verified", () => {
    const resent = challenge({ area: { ...area, sends: 3 } });
    expect(change(login({ challenge: resent }), complete({ challenge: resent }))).toEqual({ sends: 0, verified: 3 });
  });

  test("given one login, when it sends, fails, sends and completes, then each of these has an id of its own", () => {
    const again = challenge({ lastSentAt: now + seconds(30) });
    const resent = login({ challenge: again });
    const changes = [
      [undefined, login()],
      [login(), unsent],
      [unsent, resent],
      [resent, complete({ challenge: again })],
    ] as const;
    const ids = changes.map(([before, after]) => entryOf({ before, after })?.id);
    expect(new Set(ids).size).toBe(4);
  });
});

const pending = (changes: Partial<Challenge> = {}): WatchedNumber => ({
  authenticatorId: "number",
  status: "pending",
  proof: { challenge: challenge(changes) },
});
const proved: WatchedNumber = { authenticatorId: "number", status: "active" };
const ofNumber = (before: WatchedNumber | undefined, after: WatchedNumber) => {
  const told = entryOf({ before, after });
  return told && { sends: told.sends, verified: told.verified };
};
const resent = { lastSentAt: now + seconds(30), area: { ...area, sends: 2 } };

describe("what a change of a new number adds", () => {
  test.each([
    ["a first message", undefined, pending(), sent],
    ["a resend", pending(), pending(resent), sent],
    ["a call after an SMS", pending(), pending({ ...resent, type: "voice" }), sent],
    ["a resend after one that was refused", pending({ delivery: "failed" }), pending({ ...resent, area }), sent],
    ["a message that the provider refused", pending(), pending({ delivery: "failed" }), { sends: -1, verified: 0 }],
    ["the right code", pending(), proved, { sends: 0, verified: 1 }],
    ["the right code after a resend", pending(resent), proved, { sends: 0, verified: 2 }],
  ])("given %s, when it is weighed, then it counts", (_, before, after, expected) => {
    expect(ofNumber(before, after)).toEqual(expected);
  });

  test.each([
    ["a wrong code", pending(), pending()],
    ["a message that may have gone", pending(), pending({ delivery: "unknown" })],
    ["a refusal that is told again", pending({ delivery: "failed" }), pending({ delivery: "failed" })],
    ["a mail", undefined, pending({ type: "email_code", area: undefined })],
    ["an address that is proved", pending({ type: "email_code", area: undefined }), proved],
    ["an app", undefined, { ...pending(), proof: {} }],
    ["an app that is proved", { ...pending(), proof: {} }, proved],
    ["a number that was proved before", proved, proved],
    ["one that is no more to be proved", pending(), { ...proved, status: "pending" }],
  ])("given %s, when it is weighed, then it adds nothing", (_, before, after) => {
    expect(ofNumber(before, after)).toBeUndefined();
  });

  test("given one number, when it is sent to, refused, sent to and proved, then each of these has an id of its own, and the code counts where its message does", () => {
    const refused = pending({ delivery: "failed" });
    const again = pending({ ...resent, area });
    const changes = [
      [undefined, pending()],
      [pending(), refused],
      [refused, again],
      [again, proved],
    ] as const;
    const told = changes.map(([before, after]) => entryOf({ before, after }));
    expect(new Set(told.map((one) => one?.id)).size).toBe(4);
    expect(told.map((one) => one?.at)).toEqual([now, now, resent.lastSentAt, resent.lastSentAt]);
  });
});

const entry = (changes: Partial<Entry> = {}): Entry => ({
  id: "id",
  areas: [
    { kind: "country", name: "country#JP" },
    { kind: "prefix", name: "prefix#digest" },
  ],
  at: now,
  sends: 1,
  verified: 0,
  ...changes,
});

describe("the sum of entries", () => {
  const slot = Date.UTC(2033, 4, 18, 3, 30);
  const day = Date.UTC(2033, 4, 18);

  test("given a message, when it is summed, then in its slot, for the country and the prefix", () => {
    const sum = { span: "slot", from: slot, sends: 1, verified: 0 };
    expect(talliesOf([entry()])).toEqual([
      { ...sum, area: "country#JP" },
      { ...sum, area: "prefix#digest" },
    ]);
  });

  test("given a code that was entered, when it is summed, then in its slot and its day", () => {
    const sums = talliesOf([entry({ sends: 0, verified: 2 })]).filter((tally) => tally.area === "country#JP");
    expect(sums).toEqual([
      { area: "country#JP", span: "slot", from: slot, sends: 0, verified: 2 },
      { area: "country#JP", span: "day", from: day, sends: 0, verified: 2 },
    ]);
  });

  test.each([
    [slot - 1, slot - minutes(10)],
    [slot, slot],
    [slot + minutes(10) - 1, slot],
    [slot + minutes(10), slot + minutes(10)],
  ])("given a message at %i, when it is summed, then in the slot of %i", (at, from) => {
    expect(talliesOf([entry({ at })])[0]).toMatchObject({ from });
  });

  test("given many messages to a country, when they are summed, then one sum holds them", () => {
    const many = Array.from({ length: 25 }, (_, place) => entry({ id: `${place}` }));
    expect(talliesOf(many)[0]).toMatchObject({ area: "country#JP", sends: 25 });
    expect(talliesOf(many)).toHaveLength(2);
  });

  test("given any entries, when they are cut into batches anywhere, then they come to the same", () => {
    const entries = fc.array(
      fc.record({ at: fc.integer({ min: now, max: now + days(2) }), verified: fc.nat(3) }).map((some) => entry(some)),
    );
    const total = (batches: readonly (readonly Entry[])[]) => {
      const sums: Record<string, number> = {};
      for (const { area: name, span, from, sends, verified } of batches.flatMap(talliesOf)) {
        const key = `${name} ${span} ${from}`;
        sums[key] = (sums[key] ?? 0) + (span === "slot" ? sends * 1000 : 0) + verified;
      }
      return sums;
    };
    fc.assert(
      fc.property(entries, fc.nat(), (all, cut) => {
        const place = all.length === 0 ? 0 : cut % all.length;
        expect(total([all.slice(0, place), all.slice(place)])).toEqual(total([all]));
      }),
    );
  });
});

describe("where messages were sent to", () => {
  test("given two messages to neighbours, when it is asked, then the country and the prefix once each", () => {
    expect(areasSentTo([entry({ id: "1" }), entry({ id: "2" })])).toEqual(entry().areas);
  });

  test("given only codes that were entered, when it is asked, then nowhere", () => {
    expect(areasSentTo([entry({ sends: 0, verified: 1 })])).toEqual([]);
  });
});
