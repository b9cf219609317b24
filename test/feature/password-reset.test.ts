import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { traceOf } from "../attack/traces.ts";
import { completeLogin, freshAddress, outcome, post, refusal, tally } from "../attack/visitor.ts";
import { disavowalFor } from "../support/disavowal.ts";
import { ask, reason } from "../support/operator.ts";
import { newPassword, passwordLinkFor } from "../support/password-link.ts";
import { freshPhone, password, type Service, startService } from "../support/service.ts";
import { arrived, signIn, signInNew, toldAt, wordy } from "../support/signed-in.ts";
import { openBrowser, trustIn } from "../support/test-browser.ts";

let service: Service;
beforeAll(async () => {
  service = await startService({ ...wordy, email: { from: "no-reply@login.example.jp" } });
});
afterEach(() => {
  service.stack.clearFaults();
  service.stack.resetClock();
});
afterAll(() => service.stack.close());

const freshEmail = () => `person-${randomUUID()}@example.jp`;
const subject = "パスワード再設定のご案内";

const askReset = (identifier: string, from = service.from(freshAddress())) =>
  outcome(from.askPasswordReset({ body: { identifier } }));
const reset = (token: string, to = newPassword) =>
  outcome(service.from(freshAddress()).resetPassword({ body: { token, password: to } }));
const start = (identifier: string, given = newPassword) =>
  outcome(service.from(freshAddress()).startLogin({ body: { identifier, password: given } }));

/** The token of the newest mail there. */
async function mailed(email: string, count = 1): Promise<string> {
  await arrived(service, email, subject, count);
  const [, token = ""] = /\/password\/reset#([\w-]+)/.exec(toldAt(service, email, subject).at(-1)?.text ?? "") ?? [];
  return token;
}

/** Somebody with a number and an address. */
async function somebody() {
  const [phone, email] = [freshPhone(), freshEmail()];
  return { phone, email, person: await service.makeAccount([phone], [email]) };
}

describe("a forgotten password", () => {
  test("given a mail's link, when a new password is chosen by it, then it signs in with the second factor, and the link by itself opens nothing", async () => {
    const { email, person } = await somebody();
    expect(await askReset(person.identifier)).toBe("done");
    const token = await mailed(email);
    const client = service.from(freshAddress());
    expect(await client.resetPassword({ body: { token, password: newPassword } })).toBeNull();

    const login = await client.startLogin({ body: { identifier: person.identifier, password: newPassword } });
    expect([login.status, login.needs]).toEqual(["pending", ["second_factor"]]);
    const me = await signIn(service, { ...person, password: newPassword });
    expect(await outcome(me.client.getSettings({ sessionToken: me.sessionToken }))).toBe("done");
    expect(await start(person.identifier, password)).toBe("credentials_invalid");
  });

  test("given sessions, a complete login and a trusted browser, when it is reset, then all of them end", async () => {
    const email = freshEmail();
    const me = await signInNew(service, [freshPhone()], [email]);
    const complete = await completeLogin(service, me.person);
    service.stack.advanceClock(31);
    const browser = openBrowser(service);
    await trustIn(service, browser, me.person);
    await askReset(me.person.identifier);
    expect(await reset(await mailed(email))).toBe("done");

    expect(await outcome(me.client.getSettings({ sessionToken: me.sessionToken }))).toBe("unauthenticated");
    expect(await outcome(complete.client.issueToken(complete.held))).toBe("login_closed");
    const body = { identifier: me.person.identifier, password: newPassword };
    expect((await browser.client.startLogin({ body })).needs).toEqual(["second_factor"]);
  });

  test("not me: given an account of which it was said, when its password is reset, then its owner is back in, and the old one is not taken again", async () => {
    const { email, person } = await somebody();
    await outcome(service.from(freshAddress()).disavow({ body: { token: await disavowalFor(service, person.sub) } }));
    expect(await start(person.identifier, password)).toBe("password_change_required");
    await askReset(person.identifier);
    const token = await mailed(email);
    const again = service.from(freshAddress()).resetPassword({ body: { token, password } });
    expect(await refusal(again)).toMatchObject({ code: "password_unfit", fault: "unchanged" });
    expect(await reset(token)).toBe("done");
    await signIn(service, { ...person, password: newPassword });
  });

  test("given a password that an operator voided, when it is reset, then its owner is back in", async () => {
    const { email, person } = await somebody();
    await ask(service, `/accounts/${person.sub}/resets`, { password: true, reason });
    await askReset(person.identifier);
    expect(await reset(await mailed(email))).toBe("done");
    expect(await start(person.identifier)).toBe("done");
  });

  test("given numbers and addresses, when it is reset, then each is told, and none by SMS that it was asked for", async () => {
    const { phone, email, person } = await somebody();
    await askReset(person.identifier);
    const token = await mailed(email);
    expect(service.stack.messages({ to: phone })).toEqual([]);
    await reset(token);
    await Promise.all([phone, email].map((to) => arrived(service, to, "パスワードが再設定されました")));
    for (const to of [phone, email]) expect(toldAt(service, to, "パスワードが再設定されました")).toHaveLength(1);
  });
});

describe("the link for a new password", () => {
  test("given a link, when it comes 20 times at once, then it is used once", async () => {
    const { person } = await somebody();
    const token = await passwordLinkFor(service, person.sub);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => reset(token)));
    expect(tally(outcomes)).toEqual({ done: 1, link_expired: 19 });
  });

  test("given two mails, when one's link is used, then the other's is void", async () => {
    const { email, person } = await somebody();
    await askReset(person.identifier);
    const older = await mailed(email);
    service.stack.advanceClock(1);
    await askReset(person.identifier);
    const newer = await mailed(email, 2);
    expect([older === newer, await reset(older), await reset(newer)]).toEqual([false, "done", "link_expired"]);
  });

  test.each([
    [29 * 60 + 58, "done"],
    [30 * 60, "link_expired"],
  ])("given %i s since it was asked for, when the link is used, then it is %s", async (later, what) => {
    const { person } = await somebody();
    const token = await passwordLinkFor(service, person.sub);
    service.stack.advanceClock(later);
    expect(await reset(token)).toBe(what);
  });

  test("given forged, cut and used tokens, one of nobody's and one of a removed address, when they come, then all look alike", async () => {
    const { person } = await somebody();
    const token = await passwordLinkFor(service, person.sub);
    const other = await somebody();
    const removed = await passwordLinkFor(service, other.person.sub);
    const { authenticators } = (await ask(service, `/accounts/${other.person.sub}`)).body;
    const address = authenticators.find(({ type }) => type === "email");
    const event = { type: "address_bounced", sub: other.person.sub, destination: other.email, eventId: randomUUID() };
    await ask(service, "/lifecycle-events", event);
    expect(address).toBeDefined();
    const flipped = `${token.slice(0, 30)}${token[30] === "A" ? "B" : "A"}${token.slice(31)}`;
    const disavowal = await disavowalFor(service, person.sub);
    const answers = [];
    for (const bad of [flipped, token.slice(0, -4), "x", disavowal, removed]) {
      answers.push(
        await (await post(service, "/v1/password-resets/redeem", { token: bad, password: newPassword })).text(),
      );
    }
    expect(await reset(token)).toBe("done");
    answers.push(await (await post(service, "/v1/password-resets/redeem", { token, password: newPassword })).text());
    expect(new Set(answers).size).toBe(1);
    expect(JSON.parse(answers[0] ?? "")).toMatchObject({ code: "link_expired", status: 410 });
  });

  test("given an unfit password, when it is chosen, then the link still works", async () => {
    const { person } = await somebody();
    const token = await passwordLinkFor(service, person.sub);
    expect([await reset(token, "password123"), await reset(token)]).toEqual(["password_unfit", "done"]);
  });

  test("given a lost answer of the write, when the link is used, then it is done, and said to be", async () => {
    const { person } = await somebody();
    const token = await passwordLinkFor(service, person.sub);
    service.stack.setFault({ service: "dynamodb", fault: "timeoutAfterCommit", times: 1 });
    await reset(token);
    service.stack.clearFaults();
    expect(await start(person.identifier)).toBe("done");
  });

  test("given a locked account, when it is asked for, then nothing is sent, and a link of before opens nothing", async () => {
    const { email, person } = await somebody();
    const before = await passwordLinkFor(service, person.sub);
    await ask(service, `/accounts/${person.sub}/lock`, { reason });
    const now = await passwordLinkFor(service, person.sub);
    await askReset(person.identifier);
    await arrived(service, email, "ロックされました");
    expect([toldAt(service, email, subject), await reset(before), await reset(now)]).toEqual([
      [],
      "link_expired",
      "link_expired",
    ]);
  });

  test("given an address that is the only second factor, when it is asked for, then a mail without a link says how to go on, and no link works", async () => {
    const email = freshEmail();
    const person = await service.makeAccount([], [email]);
    await askReset(person.identifier);
    await arrived(service, email, "パスワード再設定のお申し込みについて");
    const [{ text = "" } = {}] = toldAt(service, email, "パスワード再設定のお申し込みについて");
    expect(text).toContain("窓口");
    expect(text).not.toMatch(/https?:/);
    expect(await reset(await passwordLinkFor(service, person.sub))).toBe("link_expired");
  });
});

const logged = (form: RegExp) => service.stack.logs().filter((line) => form.test(line)).length;
/** How often a notice of it was told, or to nobody; and how often the mail was tried in vain. */
const told = () => logged(/"notice_(?:not_)?sent","kind":"password_link_asked"/);
const refusals = () => logged(/"notice_not_sent","kind":"password_link_asked","why":"unavail/);

async function until(isSo: () => boolean): Promise<void> {
  const giveUp = performance.now() + 10_000;
  while (!isSo() && performance.now() < giveUp) await setTimeout(50);
}

describe("asking for it", () => {
  test("attack 1: given an identifier of nobody, when it is asked for, then all is as for somebody's", async () => {
    const { person } = await somebody();
    const by = (identifier: string) => () => post(service, "/v1/password-resets", { identifier });
    // What the stream then does with the notice is behind the answer, and waited for.
    const traced = async (identifier: string) => {
      const before = told();
      const { calls, ...rest } = await traceOf(by(identifier));
      await until(() => told() > before);
      const [first, second = []] = calls;
      return { ...rest, first, writes: second.filter((name) => name === "dynamodb TransactWriteItems") };
    };
    await traced(person.identifier);
    const somebodys = await traced(person.identifier);
    expect(await traced(`person-${randomUUID()}@example.jp`)).toEqual(somebodys);
    expect(somebodys.writes).toHaveLength(1);
  });

  test("attack 2: given spellings of one identifier, when it is asked for, then one counter counts them, known or not", async () => {
    for (const identifier of [(await somebody()).person.identifier, `person-${randomUUID()}@example.jp`]) {
      const spellings = [
        identifier.toUpperCase(),
        `${identifier} `,
        identifier.replace(/^p/, "ｐ"),
        identifier,
        identifier,
      ];
      const outcomes = [];
      for (const spelling of [...spellings, identifier]) outcomes.push(await askReset(spelling));
      expect(outcomes).toEqual([...Array<string>(5).fill("done"), "too_many_sends"]);
      service.stack.advanceClock(60 * 60);
      expect(await askReset(identifier)).toBe("done");
    }
  });

  test("given one source, when it asks for many accounts, then it is stopped", async () => {
    const client = service.from(freshAddress());
    const outcomes = await Promise.all(Array.from({ length: 31 }, () => askReset(randomUUID(), client)));
    expect(tally(outcomes)).toEqual({ done: 30, too_many_sends: 1 });
  });

  test("attack 3: given a blank identifier, when it is asked for, then it is refused", async () => {
    expect(await askReset("\u200b ")).toBe("invalid_request");
  });

  test("attack 25: given a forwarded host, when it is asked for, then the link has the service's own", async () => {
    const { email, person } = await somebody();
    await post(
      service,
      "/v1/password-resets",
      { identifier: person.identifier },
      { "x-forwarded-host": "evil.example" },
    );
    await mailed(email);
    const [{ text = "" } = {}] = toldAt(service, email, subject);
    expect(text).toContain(`${service.stack.origin}/password/reset#`);
    expect(text).not.toContain("evil.example");
  });

  test("given mail that fails at first, when the notice is swept, then the same link comes; half an hour later none does", async () => {
    const { email, person } = await somebody();
    const before = refusals();
    const refusedMail = (count: number) => until(() => refusals() >= before + count);
    service.stack.setFault({ service: "ses", fault: "throttle", times: 10 });
    const from = service.stack.messages().length;
    await askReset(person.identifier);
    await refusedMail(1);
    expect(service.stack.messages()).toHaveLength(from);
    service.stack.clearFaults();
    service.stack.advanceClock(5 * 60);
    await service.stack.sweepNotices();
    expect(await reset(await mailed(email))).toBe("done");

    const late = await somebody();
    service.stack.setFault({ service: "ses", fault: "throttle", times: 10 });
    await askReset(late.person.identifier);
    await refusedMail(2);
    service.stack.clearFaults();
    service.stack.advanceClock(31 * 60);
    await service.stack.sweepNotices();
    expect(toldAt(service, late.email, subject)).toEqual([]);
  });

  test("given a reset from end to end, then no log holds the token, the address or a password", async () => {
    const { email, person } = await somebody();
    const before = service.stack.logs().length;
    await askReset(person.identifier);
    const token = await mailed(email);
    await reset(token);
    await arrived(service, email, "パスワードが再設定されました");
    const lines = service.stack.logs().slice(before);
    expect(lines.length).toBeGreaterThan(0);
    for (const secret of [token, token.slice(-20), email, person.identifier, newPassword]) {
      expect(lines.join("\n")).not.toContain(secret);
    }
  });
});
