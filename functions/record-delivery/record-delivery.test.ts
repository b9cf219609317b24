import { describe, expect, test } from "@jest/globals";
import type { Dependencies } from "../../shared/dependencies.ts";
import type { DeliveryReport } from "../../shared/domain/delivery-report.ts";
import { minutes, seconds } from "../../shared/domain/duration.ts";
import type { Notice } from "../../shared/domain/notice.ts";
import { digestsOf } from "../../shared/domain/send-charges.ts";
import { jsonLog } from "../../shared/observability/log.ts";
import { now, phoneOf, ringOf, rootOf, settings } from "../../test/support/samples.ts";
import { recordDelivery } from "./record-delivery.ts";

type Needs = Parameters<typeof recordDelivery>[1];
const root = rootOf(1);
const ids = { sub: "sub", authenticatorId: "mail", loginId: "login", challengeId: "challenge" } as const;
const number = phoneOf().destination;
const receipt = { sub: "sub", authenticatorId: "phone", loginId: "login", challengeId: "challenge", sentAt: now };
const unused = async () => {
  throw new Error("not of this use case");
};

const config = {
  settings,
  origin: "https://login.example.jp",
  resources: { tableName: "", challengeKeyIds: [], vaultKeyIds: [], revealKeyIds: [], signingKeyIds: [] },
};

/** What a report changes; `alive` says whether the destination was until now. */
async function recorded(report: DeliveryReport, alive = true) {
  const changes: unknown[] = [];
  const notices: Notice[] = [];
  const lines: string[] = [];
  const logins: Pick<Dependencies["logins"], "recordDelivery" | "findReceipt"> = {
    recordDelivery: async (...given) => changes.push(given) > 0,
    findReceipt: async (digest) =>
      digest === digestsOf(phoneOf(), root.derive("destination-digest")).destination ? receipt : undefined,
  };
  const needs: Needs = {
    clock: { now: () => now },
    config,
    directory: {
      findCredential: unused,
      findAccount: unused,
      findSubject: unused,
      upgradePassword: unused,
      create: unused,
      countMiss: unused,
      disavow: unused,
      setPassword: unused,
      markUnreachable: async (sub, authenticatorId, channel, { kind, by }) => {
        changes.push([sub, authenticatorId, channel, kind, by]);
        return alive;
      },
    },
    log: jsonLog({ now: () => now }, (line) => lines.push(line)),
    logins: {
      create: unused,
      begin: unused,
      claimDelegated: unused,
      redeem: unused,
      find: unused,
      cancel: unused,
      acceptPassword: unused,
      completeByPassword: unused,
      askAnew: unused,
      askForRisk: async () => ({ refused: true, login: undefined }),
      demandEnrolment: unused,
      refuse: async () => ({ refused: true, login: undefined }),
      storeChallenge: unused,
      recordUnsent: unused,
      countNothing: unused,
      chargeAttempt: unused,
      acceptSecondFactor: unused,
      chargeDecision: unused,
      markScanned: unused,
      findAsked: unused,
      decide: unused,
      continueInto: unused,
      claim: unused,
      trust: unused,
      completeByLastPassword: unused,
      issue: unused,
      ...logins,
    },
    outbox: {
      add: async (notice) => void notices.push(notice),
      take: unused,
      postpone: unused,
      settle: unused,
      giveUp: unused,
      findUnsettled: unused,
    },
    roots: { challenge: ringOf(root), vault: ringOf(root), reveal: ringOf(root) },
  };
  await recordDelivery(report, needs);
  return { changes, notices, logged: lines.join("") };
}

describe("what a provider reports", () => {
  test.each([
    ["delivered", [["login", "challenge", "delivered"]]],
    ["failed", [["login", "challenge", "failed"]]],
    ["delayed", []],
  ] as const)("given %s, when a mail's report is taken, then the screen's state is %j and nobody is marked", async (outcome, changes) => {
    expect(await recorded({ channel: "email", outcome, of: ids })).toMatchObject({ changes, notices: [] });
  });

  test.each([
    "bounced",
    "complained",
  ] as const)("given %s, when it is taken, then the address is marked and its owner told", async (outcome) => {
    const { changes, notices } = await recorded({ channel: "email", outcome, of: ids });
    expect(changes).toContainEqual(["sub", "mail", "email", "method_unreachable", "service"]);
    expect(notices).toEqual([expect.objectContaining({ kind: "destination_unreachable", authenticatorId: "mail" })]);
  });

  test("given an address that was marked before, when it bounces again, then the same notice is written: the first may be missing", async () => {
    const report = { channel: "email", outcome: "bounced", of: ids } as const;
    const [first, again] = [await recorded(report), await recorded(report, false)];
    expect(again.notices).toEqual(first.notices);
    expect(again.logged).not.toContain("destination_unreachable");
  });

  test("given a mail of no login, when it bounces, then its address is marked and no login touched", async () => {
    const of = { sub: "sub", authenticatorId: "mail" };
    expect((await recorded({ channel: "email", outcome: "bounced", of })).changes).toEqual([
      ["sub", "mail", "email", "method_unreachable", "service"],
    ]);
  });
});

describe("what is reported of a number", () => {
  test.each([
    ["five seconds before", now - seconds(5), 1],
    ["earlier than that", now - seconds(5) - 1, 0],
    ["a minute after", now + minutes(1), 1],
    ["later than that", now + minutes(1) + 1, 0],
  ])("given a report of an SMS of %s the newest, when it is taken, then so many logins show it: %i", async (_, sentAt, count) => {
    const { changes } = await recorded({ channel: "sms", outcome: "delivered", of: { number, sentAt } });
    expect(changes).toEqual(Array(count).fill(["login", "challenge", "delivered"]));
  });

  test("given a number that was sent nothing lately, when a report comes, then nothing changes", async () => {
    const of = { number: "+819099999999", sentAt: now };
    expect((await recorded({ channel: "sms", outcome: "bounced", of })).changes).toEqual([]);
  });

  test("given any report, when it is logged, then without the number", async () => {
    const { logged } = await recorded({ channel: "sms", outcome: "bounced", of: { number, sentAt: now } });
    expect(logged).toContain("delivery_reported");
    expect(logged).not.toContain("9012345678");
  });
});
