import { describe, expect, test } from "@jest/globals";
import type { Account } from "../../shared/domain/account.ts";
import { failuresNotice, type Notice } from "../../shared/domain/notice.ts";
import { jsonLog } from "../../shared/observability/log.ts";
import type { Handed } from "../../shared/ports/sms.ts";
import { accountOf, now, phoneOf, settings } from "../../test/support/samples.ts";
import { notify } from "./notify.ts";

const notice = failuresNotice("SSSSSSSSSSSSSSSSSSSSSQ", now, now);

/** What becomes of the notice, for this account and a provider that answers so. */
async function notified(account: Account | undefined, handed: Handed = { sent: true }) {
  const sent: { to: string; text: string }[] = [];
  const removed: Notice[] = [];
  const lines: string[] = [];
  const notifying = notify(notice, {
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
    outbox: { add: async () => {}, remove: async (one) => void removed.push(one) },
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
  return { sent, removed, failed, logged: lines.join("") };
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

  test("given it was sent, when it is done, then the notice is removed", async () => {
    const { failed, removed } = await notified(accountOf());
    expect({ failed, removed }).toEqual({ failed: false, removed: [notice] });
  });

  test.each([
    "opted_out",
    "invalid_number",
  ] as const)("given %s, when it is refused, then the notice is removed: no further try would change that", async (why) => {
    const { failed, removed } = await notified(accountOf(), { sent: false, why });
    expect({ failed, removed }).toEqual({ failed: false, removed: [notice] });
  });

  test.each([
    "throttled",
    "unavailable",
    "spend_limit",
  ] as const)("given %s, when it is refused, then the notice is kept and tried again", async (why) => {
    const { failed, removed } = await notified(accountOf(), { sent: false, why });
    expect({ failed, removed }).toEqual({ failed: true, removed: [] });
  });

  test.each([
    ["no account", undefined],
    ["no number in use", accountOf([phoneOf({ status: "disabled" })])],
  ])("given %s, when a notice comes, then nothing is sent and it is removed", async (_, account) => {
    const { sent, removed } = await notified(account);
    expect({ sent, removed }).toEqual({ sent: [], removed: [notice] });
  });

  test("given any outcome, when it is logged, then without number or subject", async () => {
    const { logged } = await notified(accountOf(), { sent: false, why: "opted_out" });
    expect(["9012345678", notice.sub].filter((text) => logged.includes(text))).toEqual([]);
  });
});
