import { describe, expect, test } from "@jest/globals";
import { accountOf, now, phoneOf, ringOf, rootOf, settings } from "../../test/support/samples.ts";
import { minutes } from "../domain/duration.ts";
import { failuresNotice, type Notice, unreachableNotice } from "../domain/notice.ts";
import type { OpenNotice } from "../domain/notice-tries.ts";
import type { WholeAccount } from "../domain/trusted-browser.ts";
import { jsonLog } from "../observability/log.ts";
import { parseSettings } from "../parse-settings.ts";
import type { Handed } from "../ports/handed.ts";
import { tryNotice } from "./try-notice.ts";

const ring = ringOf(rootOf(1));
const sub = "SSSSSSSSSSSSSSSSSSSSSQ";
const notice = failuresNotice(sub, now, now);
const mailing = parseSettings({ email: { from: "no-reply@example.jp" } });
const mail = phoneOf({ authenticatorId: "mail", type: "email", destination: "hanako@example.jp" });
const phone = phoneOf({ authenticatorId: "phone" });

interface Given {
  readonly notice?: Notice;
  /** What earlier tries left; nothing: it is not to be had. */
  readonly before?: Pick<OpenNotice, "tries" | "told"> | "not_ours";
  readonly by?: typeof settings;
  readonly sms?: Handed;
  readonly email?: Handed;
}

/** What becomes of a notice, for this account and providers that answer so. */
async function notified(account: WholeAccount | undefined, given: Given = {}) {
  const { by = settings, sms = { sent: true }, email = { sent: true } } = given;
  const { notice: one = notice, before = { tries: 1, told: [] } } = given;
  const sent: { to: string; text: string }[] = [];
  const settled: Notice[] = [];
  const postponed: { told: readonly string[]; dueAt: number }[] = [];
  const lines: string[] = [];
  const tagged: unknown[] = [];
  const tried = await tryNotice(one.noticeId, {
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
      take: async (noticeId) =>
        before === "not_ours" || noticeId !== one.noticeId ? undefined : { ...one, ...before },
      postpone: async (_, told, dueAt) => void postponed.push({ told, dueAt }),
      settle: async (done) => void settled.push(done),
      giveUp: async () => {},
      findUnsettled: async () => [],
    },
    roots: { challenge: ring, vault: ring, reveal: ring },
    sms: {
      send: async (to, text) => {
        sent.push({ to, text });
        return sms;
      },
    },
    email: {
      send: async (to, { text }, tags) => {
        sent.push({ to, text });
        tagged.push(tags);
        return email;
      },
    },
  });
  return { tried, sent, tagged, postponed, isSettled: settled.length > 0, logged: lines.join("") };
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
    const dead = unreachableNotice(sub, "mail", "email", now);
    expect(toOf(await notified(accountOf([mail, phone]), { notice: dead, by: mailing }))).toEqual(["+819012345678"]);
  });

  test("given an address that is dead, when anything is told, then at another", async () => {
    const account = accountOf([{ ...mail, unreachableBy: ["email"] }, phone]);
    expect(toOf(await notified(account, { by: mailing }))).toEqual(["+819012345678"]);
  });
});

describe("telling an account's owner", () => {
  test("given it was sent, when it is done, then the notice is settled", async () => {
    const { tried, isSettled } = await notified(accountOf());
    expect({ tried, isSettled }).toEqual({ tried: "settled", isSettled: true });
  });

  test.each([
    "opted_out",
    "invalid_destination",
  ] as const)("given %s, when it is refused, then the next destination is told", async (why) => {
    const email = { sent: false, why } as const;
    const done = await notified(accountOf([phone, mail]), { by: mailing, email });
    expect([toOf(done), done.isSettled]).toEqual([["hanako@example.jp", "+819012345678"], true]);
  });

  test.each([
    "opted_out",
    "invalid_destination",
  ] as const)("given %s everywhere, when it is refused, then the notice is settled: no further try would change that", async (why) => {
    const { tried, isSettled } = await notified(accountOf(), { sms: { sent: false, why } });
    expect({ tried, isSettled }).toEqual({ tried: "settled", isSettled: true });
  });

  test.each([
    "throttled",
    "unavailable",
    "no_answer",
    "spend_limit",
  ] as const)("given %s, when it is refused, then the notice is kept and due again", async (why) => {
    const { tried, isSettled, postponed } = await notified(accountOf(), { sms: { sent: false, why } });
    expect({ tried, isSettled, postponed }).toEqual({
      tried: "later",
      isSettled: false,
      postponed: [{ told: [], dueAt: now + minutes(2) }],
    });
  });

  test("given the fourth try in vain, when it is put off, then for longer", async () => {
    const sms = { sent: false, why: "unavailable" } as const;
    const { postponed } = await notified(accountOf(), { sms, before: { tries: 4, told: [] } });
    expect(postponed).toEqual([{ told: [], dueAt: now + minutes(16) }]);
  });

  test("given a notice that is settled or in other hands, when it is tried, then nothing is sent", async () => {
    const { tried, sent, isSettled } = await notified(accountOf(), { before: "not_ours" });
    expect({ tried, sent, isSettled }).toEqual({ tried: "not_ours", sent: [], isSettled: false });
  });

  test.each([
    ["no account", undefined],
    ["no number in use", accountOf([phoneOf({ status: "disabled" })])],
  ])("given %s, when a notice comes, then nothing is sent and it is settled", async (_, account) => {
    const { sent, isSettled } = await notified(account);
    expect({ sent, isSettled }).toEqual({ sent: [], isSettled: true });
  });

  test("given an address that died and was removed since, when its notice comes, then nobody is told", async () => {
    const dead = unreachableNotice(sub, "gone", "email", now);
    const { sent, isSettled } = await notified(accountOf(), { notice: dead });
    expect({ sent, isSettled }).toEqual({ sent: [], isSettled: true });
  });

  test("given any outcome, when it is logged, then without number, address or subject", async () => {
    const refused = { sent: false, why: "opted_out" } as const;
    const { logged } = await notified(accountOf([phone, mail]), { by: mailing, sms: refused, email: refused });
    expect(["9012345678", "hanako", sub].filter((text) => logged.includes(text))).toEqual([]);
  });
});

describe("a number or an address that is told besides", () => {
  const old = { type: "phone", destination: "+819099999999" } as const;
  const changed: Notice = { ...notice, kind: "method_replaced", alsoTo: [old] };
  const account = accountOf([phone, mail]);

  test("given both can be told, when it is sent, then to the owner's address and there, and it is settled", async () => {
    const done = await notified(account, { notice: changed, by: mailing });
    expect([toOf(done), done.isSettled]).toEqual([["hanako@example.jp", "+819099999999"], true]);
  });

  test("given one of them cannot be told for now, when it is tried again, then that one alone", async () => {
    const sms = { sent: false, why: "throttled" } as const;
    const first = await notified(account, { notice: changed, by: mailing, sms });
    expect(first.postponed).toEqual([{ told: ["owner"], dueAt: now + minutes(2) }]);
    const second = await notified(account, { notice: changed, by: mailing, before: { tries: 2, told: ["owner"] } });
    expect([toOf(second), second.isSettled]).toEqual([["+819099999999"], true]);
  });

  test("given the owner cannot be told for now, when it is tried, then the other is told all the same", async () => {
    const email = { sent: false, why: "unavailable" } as const;
    const { postponed } = await notified(account, { notice: changed, by: mailing, email });
    expect(postponed).toEqual([{ told: ["also#0"], dueAt: now + minutes(2) }]);
  });

  test("given an address that is no more the account's, when it is mailed, then its report would mark nothing", async () => {
    const former = { ...changed, alsoTo: [{ type: "email", destination: "old@example.jp" } as const] };
    const { tagged } = await notified(account, { notice: former, by: mailing });
    expect(tagged).toEqual([{ sub, authenticatorId: "mail" }, undefined]);
  });
});
