import { describe, expect, test } from "@jest/globals";
import { days, minutes, seconds } from "../../shared/domain/duration.ts";
import { failuresNotice } from "../../shared/domain/notice.ts";
import { jsonLog } from "../../shared/observability/log.ts";
import type { Handed } from "../../shared/ports/handed.ts";
import type { Unsettled } from "../../shared/ports/outbox.ts";
import { accountOf, now, ringOf, rootOf, settings } from "../../test/support/samples.ts";
import { sweepNotices } from "./sweep-notices.ts";

const ring = ringOf(rootOf(1));
const notice = failuresNotice("sub", now, now);
const waiting = (noticeId: string, changes: Partial<Unsettled> = {}): Unsettled => ({
  noticeId,
  since: now - minutes(10),
  dueAt: now,
  ...changes,
});

interface Given {
  readonly sms?: Handed;
  /** Those that the table fails on. */
  readonly failing?: readonly string[];
  /** Those that others have in hand. */
  readonly notOurs?: readonly string[];
  readonly millisecondsLeft?: () => number;
}

/** What becomes of these notices in a sweep. */
async function swept(unsettled: readonly Unsettled[], given: Given = {}) {
  const { sms = { sent: true }, failing = [], notOurs = [], millisecondsLeft = () => minutes(4) } = given;
  const done = { tried: [] as string[], settled: [] as string[], givenUp: [] as string[] };
  const lines: string[] = [];
  await sweepNotices(
    { requestId: "r", millisecondsLeft },
    {
      clock: { now: () => now },
      config: {
        settings,
        origin: "https://login.example.jp",
        resources: { tableName: "", challengeKeyIds: [], vaultKeyIds: [], revealKeyIds: [], signingKeyIds: [] },
      },
      roots: { challenge: ring, vault: ring, reveal: ring },
      directory: {
        findAccount: async () => accountOf(),
        findCredential: async () => undefined,
        findSubject: async () => undefined,
        upgradePassword: async () => {},
        create: async () => "created",
        countMiss: async () => ({ disabled: false }),
        disavow: async () => false,
        setPassword: async () => false,
        markUnreachable: async () => false,
      },
      log: jsonLog({ now: () => now }, (line) => lines.push(line)),
      outbox: {
        add: async () => {},
        take: async (noticeId) => {
          done.tried.push(noticeId);
          if (failing.includes(noticeId)) throw new Error("SECRET");
          return notOurs.includes(noticeId) ? undefined : { ...notice, noticeId, tries: 2, told: [] };
        },
        postpone: async () => {},
        settle: async ({ noticeId }) => void done.settled.push(noticeId),
        giveUp: async (noticeId) => void done.givenUp.push(noticeId),
        findUnsettled: async () => unsettled,
      },
      sms: { send: async () => sms },
      email: { send: async () => ({ sent: false, why: "unavailable" }) },
    },
  );
  return { ...done, logged: lines.join("") };
}

describe("a sweep", () => {
  test("given notices that are due, when they are swept, then each is told and settled, the oldest first", async () => {
    const { tried, settled } = await swept([waiting("old"), waiting("new", { since: now })]);
    expect([tried, settled]).toEqual([
      ["old", "new"],
      ["old", "new"],
    ]);
  });

  test("given one that is not due, when others are swept, then it waits", async () => {
    expect((await swept([waiting("later", { dueAt: now + 1 }), waiting("due")])).tried).toEqual(["due"]);
  });

  test("given what waits, when it is swept, then it says how many and how old the oldest is", async () => {
    const { logged } = await swept([waiting("old", { dueAt: now + 1 }), waiting("new", { since: now })]);
    expect(logged).toMatch(/"code":"notices_unsettled","outbox":"notices","unsettledCount":2,"oldestSeconds":600/);
  });

  test("given nothing waits, when it is swept, then it says so: silence would be an alarm", async () => {
    expect((await swept([])).logged).toMatch(/"unsettledCount":0,"oldestSeconds":0/);
  });

  test("given one that the table fails on, when it is swept, then all others are told, and the log has no word of it", async () => {
    const many = Array.from({ length: 30 }, (_, place) => waiting(`n${place}`));
    const { settled, logged } = await swept(many, { failing: ["n0", "n7"] });
    expect(settled).toHaveLength(28);
    expect(logged).toMatch(/"code":"fault","operation":"sweepNotices"/);
    expect(logged).not.toContain("SECRET");
  });

  test("given the time runs out, when it is swept, then none is begun any more", async () => {
    const left = [seconds(60), seconds(20), seconds(20) - 1];
    const many = Array.from({ length: 30 }, (_, place) => waiting(`n${place}`));
    expect((await swept(many, { millisecondsLeft: () => left.shift() ?? 0 })).tried).toEqual(["n0", "n1"]);
  });
});

describe("a notice that cannot be told", () => {
  const refused = { sms: { sent: false, why: "unavailable" } } as const;
  const aged = (age: number) => [waiting("n", { since: now - age })];

  test.each([
    ["seven days", days(7), ["n"]],
    ["a moment less", days(7) - 1, []],
  ])("given it has been tried for %s, when it is in vain, then it is given up or kept", async (_, age, givenUp) => {
    const done = await swept(aged(age), refused);
    expect([done.givenUp, done.logged.includes('"code":"notice_given_up"')]).toEqual([givenUp, givenUp.length > 0]);
  });

  test("given it cannot be read, when seven days are over, then it is given up, too", async () => {
    expect((await swept(aged(days(7)), { failing: ["n"] })).givenUp).toEqual(["n"]);
  });

  test("given it is told in the end, when seven days are over, then it is not given up", async () => {
    expect((await swept(aged(days(8)))).givenUp).toEqual([]);
  });

  test("given others have it in hand, when seven days are over, then it is theirs", async () => {
    expect((await swept(aged(days(8)), { notOurs: ["n"] })).givenUp).toEqual([]);
  });
});
