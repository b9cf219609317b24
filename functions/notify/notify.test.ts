import { describe, expect, test } from "@jest/globals";
import type { Account } from "../../shared/domain/account.ts";
import { failuresNotice, type Notice } from "../../shared/domain/notice.ts";
import { jsonLog } from "../../shared/observability/log.ts";
import type { Handed } from "../../shared/ports/handed.ts";
import { accountOf, now, phoneOf, settings } from "../../test/support/samples.ts";
import { notify } from "./notify.ts";

const notice = failuresNotice("SSSSSSSSSSSSSSSSSSSSSQ", now, now);

/** What becomes of the notice, for this account and a provider that answers so. */
async function notified(account: Account | undefined, handed: Handed = { sent: true }) {
  const sent: { to: string; text: string }[] = [];
  const settled: Notice[] = [];
  const lines: string[] = [];
  const notifying = notify(notice, {
    clock: { now: () => now },
    config: {
      settings,
      origin: "https://login.example.jp",
      resources: { tableName: "", challengeKeyIds: [], vaultKeyIds: [], signingKeyIds: [] },
    },
    directory: {
      findAccount: async () => account,
      findCredential: async () => undefined,
      findSubject: async () => undefined,
      create: async () => "created",
      countMiss: async () => "active",
    },
    log: jsonLog({ now: () => now }, (line) => lines.push(line)),
    outbox: { add: async () => {}, settle: async (one) => void settled.push(one) },
    sms: {
      send: async (to, text) => {
        sent.push({ to, text });
        return handed;
      },
    },
  });
  const failed = await notifying.then(
    () => false,
    () => true,
  );
  return { sent, settled, failed, logged: lines.join("") };
}

describe("telling an account's owner", () => {
  test("given two numbers, when a notice is sent, then to the first in use, in the account's language", async () => {
    const account = accountOf([
      phoneOf({ status: "disabled", destination: "+819011111111" }),
      phoneOf({ type: "email", destination: "hanako@example.jp" }),
      phoneOf({ destination: "+819022222222" }),
      phoneOf({ destination: "+819033333333" }),
    ]);
    const { sent } = await notified(account);
    expect(sent).toEqual([{ to: "+819022222222", text: expect.stringMatching(/^【nidan】/) }]);
  });

  test("given it was sent, when it is done, then the notice is settled", async () => {
    const { failed, settled } = await notified(accountOf());
    expect({ failed, settled }).toEqual({ failed: false, settled: [notice] });
  });

  test.each([
    "opted_out",
    "invalid_destination",
  ] as const)("given %s, when it is refused, then the notice is settled: no further try would change that", async (why) => {
    const { failed, settled } = await notified(accountOf(), { sent: false, why });
    expect({ failed, settled }).toEqual({ failed: false, settled: [notice] });
  });

  test.each([
    "throttled",
    "unavailable",
    "spend_limit",
  ] as const)("given %s, when it is refused, then the notice is kept and tried again", async (why) => {
    const { failed, settled } = await notified(accountOf(), { sent: false, why });
    expect({ failed, settled }).toEqual({ failed: true, settled: [] });
  });

  test.each([
    ["no account", undefined],
    ["no number in use", accountOf([phoneOf({ status: "disabled" })])],
  ])("given %s, when a notice comes, then nothing is sent and it is settled", async (_, account) => {
    const { sent, settled } = await notified(account);
    expect({ sent, settled }).toEqual({ sent: [], settled: [notice] });
  });

  test("given any outcome, when it is logged, then without number or subject", async () => {
    const { logged } = await notified(accountOf(), { sent: false, why: "opted_out" });
    expect(["9012345678", notice.sub].filter((text) => logged.includes(text))).toEqual([]);
  });
});
