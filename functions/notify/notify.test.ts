import { describe, expect, test } from "@jest/globals";
import type { Account } from "../../shared/domain/account.ts";
import { failuresNotice, type Notice, unreachableNotice } from "../../shared/domain/notice.ts";
import { jsonLog } from "../../shared/observability/log.ts";
import { parseSettings } from "../../shared/parse-settings.ts";
import type { Handed } from "../../shared/ports/handed.ts";
import { accountOf, now, phoneOf, settings } from "../../test/support/samples.ts";
import { notify } from "./notify.ts";

const sub = "SSSSSSSSSSSSSSSSSSSSSQ";
const notice = failuresNotice(sub, now, now);
const mailing = parseSettings({ email: { from: "no-reply@example.jp" } });
const mail = phoneOf({ authenticatorId: "mail", type: "email", destination: "hanako@example.jp" });
const phone = phoneOf({ authenticatorId: "phone" });

interface Given {
  readonly told?: Notice;
  readonly by?: typeof settings;
  readonly sms?: Handed;
  readonly email?: Handed;
}

/** What becomes of a notice, for this account and providers that answer so. */
async function notified(account: Account | undefined, given: Given = {}) {
  const { told = notice, by = settings, sms = { sent: true }, email = { sent: true } } = given;
  const sent: { to: string; text: string }[] = [];
  const settled: Notice[] = [];
  const lines: string[] = [];
  const notifying = notify(told, {
    clock: { now: () => now },
    config: {
      settings: by,
      origin: "https://login.example.jp",
      resources: { tableName: "", challengeKeyIds: [], vaultKeyIds: [], revealKeyIds: [], signingKeyIds: [] },
    },
    directory: {
      findAccount: async () => account,
      findCredential: async () => undefined,
      findSubject: async () => undefined,
      create: async () => "created",
      countMiss: async () => "active",
      markUnreachable: async () => false,
    },
    log: jsonLog({ now: () => now }, (line) => lines.push(line)),
    outbox: { add: async () => {}, settle: async (one) => void settled.push(one) },
    sms: {
      send: async (to, text) => {
        sent.push({ to, text });
        return sms;
      },
    },
    email: {
      send: async (to, { text }) => {
        sent.push({ to, text });
        return email;
      },
    },
  });
  const failed = await notifying.then(
    () => false,
    () => true,
  );
  return { sent, settled, failed, logged: lines.join("") };
}
const toOf = ({ sent }: Awaited<ReturnType<typeof notified>>) => sent.map(({ to }) => to);

describe("whom a notice goes to", () => {
  test("given numbers alone, when it is sent, then to the first in use, in the account's language", async () => {
    const account = accountOf([
      phoneOf({ status: "disabled", destination: "+819011111111" }),
      phoneOf({ line: "fixed", destination: "+81312345678" }),
      phoneOf({ unreachableBy: ["sms"], destination: "+819044444444" }),
      phoneOf({ destination: "+819022222222" }),
      phoneOf({ destination: "+819033333333" }),
    ]);
    const { sent } = await notified(account);
    expect(sent).toEqual([{ to: "+819022222222", text: expect.stringMatching(/^【nidan】/) }]);
  });

  test("given an address behind a number, when it is sent, then to the address, which costs nothing", async () => {
    expect(toOf(await notified(accountOf([phone, mail]), { by: mailing }))).toEqual(["hanako@example.jp"]);
  });

  test("given an operator who sends no mail, when it is sent, then to the number", async () => {
    expect(toOf(await notified(accountOf([mail, phone])))).toEqual(["+819012345678"]);
  });

  test("given a notice about an address, when it is sent, then to another than that", async () => {
    const told = unreachableNotice(sub, "mail", "email", now);
    expect(toOf(await notified(accountOf([mail, phone]), { told, by: mailing }))).toEqual(["+819012345678"]);
  });

  test("given an address that is dead, when anything is told, then at another", async () => {
    const account = accountOf([{ ...mail, unreachableBy: ["email"] }, phone]);
    expect(toOf(await notified(account, { by: mailing }))).toEqual(["+819012345678"]);
  });
});

describe("telling an account's owner", () => {
  test("given it was sent, when it is done, then the notice is settled", async () => {
    const { failed, settled } = await notified(accountOf());
    expect({ failed, settled }).toEqual({ failed: false, settled: [notice] });
  });

  test.each([
    "opted_out",
    "invalid_destination",
  ] as const)("given %s, when it is refused, then the next destination is told", async (why) => {
    const email = { sent: false, why } as const;
    const done = await notified(accountOf([phone, mail]), { by: mailing, email });
    expect([toOf(done), done.settled]).toEqual([["hanako@example.jp", "+819012345678"], [notice]]);
  });

  test.each([
    "opted_out",
    "invalid_destination",
  ] as const)("given %s everywhere, when it is refused, then the notice is settled: no further try would change that", async (why) => {
    const { failed, settled } = await notified(accountOf(), { sms: { sent: false, why } });
    expect({ failed, settled }).toEqual({ failed: false, settled: [notice] });
  });

  test.each([
    "throttled",
    "unavailable",
    "no_answer",
    "spend_limit",
  ] as const)("given %s, when it is refused, then the notice is kept and tried again", async (why) => {
    const { failed, settled } = await notified(accountOf(), { sms: { sent: false, why } });
    expect({ failed, settled }).toEqual({ failed: true, settled: [] });
  });

  test.each([
    ["no account", undefined],
    ["no number in use", accountOf([phoneOf({ status: "disabled" })])],
  ])("given %s, when a notice comes, then nothing is sent and it is settled", async (_, account) => {
    const { sent, settled } = await notified(account);
    expect({ sent, settled }).toEqual({ sent: [], settled: [notice] });
  });

  test("given any outcome, when it is logged, then without number, address or subject", async () => {
    const refused = { sent: false, why: "opted_out" } as const;
    const { logged } = await notified(accountOf([phone, mail]), { by: mailing, sms: refused, email: refused });
    expect(["9012345678", "hanako", sub].filter((text) => logged.includes(text))).toEqual([]);
  });
});
