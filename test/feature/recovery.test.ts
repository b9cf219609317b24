import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { outcome } from "../attack/visitor.ts";
import {
  askProof,
  atSecondStep,
  enrolling,
  proveFor,
  recoveryCodeAt,
  standing,
  stopToken,
} from "../support/recovering.ts";
import { tracesFor } from "../support/samples.ts";
import { freshPhone, type Service, startService } from "../support/service.ts";
import { arrived, makeCodes, type SignedIn, signIn, signInNew, toldAt, wordy } from "../support/signed-in.ts";
import { openBrowser, signInBy, trustIn } from "../support/test-browser.ts";
import { freshEmail } from "./adding.ts";

let service: Service;
beforeAll(async () => {
  service = await startService({ ...wordy, email: { from: "no-reply@login.example.jp" } });
});
afterEach(() => {
  service.stack.clearFaults();
  service.stack.resetClock();
});
afterAll(() => service.stack.close());

const hour = 60 * 60;
const normal = ["second_factor"];
const anew = ["enrolment"];

/** Somebody with a number and two addresses who was signed in once. */
async function somebody() {
  const [phone, email, other] = [freshPhone(), freshEmail(), freshEmail()];
  const me = await signInNew(service, [phone], [email, other]);
  service.stack.advanceClock(31);
  return { ...me, phone, email, other };
}

/** The same, with backup codes. */
async function withCodes() {
  const me = await somebody();
  const [code = ""] = await makeCodes(service, me);
  service.stack.advanceClock(31);
  return { ...me, code };
}

const read = async ({ person }: Pick<SignedIn, "person">) => {
  const { client, held } = await atSecondStep(service, person);
  return client.getRecovery(held);
};

describe("a recovery by the person", () => {
  test("given two different proofs, when they are given, then the next sign-in sets up a new method, and it alone is left", async () => {
    const me = await withCodes();
    const browser = openBrowser(service);
    await trustIn(service, browser, me.person);
    service.stack.advanceClock(31);
    const step = await atSecondStep(service, me.person);
    expect(await step.client.getRecovery(step.held)).toMatchObject({ by: "person", status: "none", proved: [] });
    await proveFor(service, step, "sms_code", me.phone);
    expect(await proveFor(service, step, "email_code", me.email)).toMatchObject({
      status: "complete",
      purpose: "recovery",
    });

    const again = await atSecondStep(service, me.person);
    const login = await again.client.getLogin(again.held);
    expect([login.needs, login.methods, login.challenge]).toEqual([anew, [], undefined]);
    const { destination, prove } = await enrolling(service, again);
    const done = await prove();
    expect(done).toMatchObject({ status: "complete", purpose: "sign_in", needs: [] });
    const held = { ...again.held, loginToken: done.loginToken ?? "" };
    const { sessionToken } = await again.client.issueToken({ ...held, body: { session: "bearer" } });

    const { authenticators } = await again.client.listAuthenticators({ sessionToken: sessionToken ?? "" });
    expect(authenticators.map(({ type, hint }) => [type, hint.slice(-4)])).toEqual([["phone", destination.slice(-4)]]);
    expect((await again.client.getBackupCodes({ sessionToken: sessionToken ?? "" })).left).toBe(0);
    expect(await outcome(me.client.getSettings({ sessionToken: me.sessionToken }))).toBe("unauthenticated");
    expect(await signInBy(browser, me.person)).toBe("challenged");
    await signIn(service, { ...me.person, phones: [destination] });
  });

  test.each([
    ["just before", "waiting", 24 * hour - 5, normal],
    ["at", "ready", 24 * hour, anew],
  ])("given one proof, when it is %s the end of the wait, then it is %s", async (_, status, later, needs) => {
    const me = await somebody();
    await proveFor(service, await atSecondStep(service, me.person), "email_code", me.email);
    service.stack.advanceClock(later - 1);
    const { client, held } = await atSecondStep(service, me.person);
    if (status === "waiting") expect((await client.getRecovery(held)).status).toBe(status);
    expect((await client.getLogin(held)).needs).toEqual(status === "waiting" ? needs : normal);
    service.stack.advanceClock(1);
    expect(await standing(service, me.person)).toEqual(needs);
  });

  test.each([
    ["just before", anew, 72 * hour - 5],
    ["at", normal, 72 * hour],
  ])("given it is ready, when a sign-in comes %s its end, then it asks for %s", async (_, needs, later) => {
    const me = await somebody();
    const step = await atSecondStep(service, me.person);
    await proveFor(service, step, "email_code", me.email);
    await proveFor(service, step, "sms_code", me.phone);
    service.stack.advanceClock(later);
    expect(await standing(service, me.person)).toEqual(needs);
  });

  test("given a new app, when it is proved in the login, then it signs in, and its key is shown once", async () => {
    const me = await somebody();
    const step = await atSecondStep(service, me.person);
    await proveFor(service, step, "email_code", me.email);
    await proveFor(service, step, "email_code", me.other);
    const again = await atSecondStep(service, me.person);
    const { totp } = await again.client.enrolAuthenticator({ ...again.held, body: { type: "totp" } });
    expect(totp?.key).toMatch(/^[A-Z2-7]{32}$/);
  });

  test("given the number that is registered, when it is set up anew, then it is the new method", async () => {
    const me = await somebody();
    const step = await atSecondStep(service, me.person);
    await proveFor(service, step, "email_code", me.email);
    await proveFor(service, step, "email_code", me.other);
    const again = await atSecondStep(service, me.person);
    await (await enrolling(service, again, me.phone)).prove();
    service.stack.advanceClock(31);
    await signIn(service, me.person);
  });
});

describe("what proves something for a recovery", () => {
  test("given a backup code alone, when a day is over, then nothing is ready", async () => {
    const { person, code } = await withCodes();
    await proveFor(service, await atSecondStep(service, person), "backup_code", code);
    const { status, readyAt } = await read({ person });
    expect([status, readyAt]).toEqual(["proving", undefined]);
    service.stack.advanceClock(23 * hour);
    expect(await standing(service, person)).toEqual(normal);
    service.stack.advanceClock(2 * hour);
    expect(await standing(service, person)).toEqual(normal);
    expect((await read({ person })).status).toBe("none");
  });

  test("given a backup code and another proof, when both are given, then it is ready, and the code is spent", async () => {
    const { person, phone, code } = await withCodes();
    const step = await atSecondStep(service, person);
    await proveFor(service, step, "backup_code", code);
    await proveFor(service, step, "sms_code", phone);
    expect(await standing(service, person)).toEqual(anew);
  });

  test("given a number that wrong answers have disabled, when it is proved, then it counts, and signs nobody in", async () => {
    const { person, phone } = await somebody();
    const { authenticators, directory } = service.dependencies;
    const account = await directory.findAccount(person.sub);
    const [number] = account?.authenticators ?? [];
    if (account === undefined || number === undefined) throw new Error("there is no such account");
    const { sub, epoch, version } = account.subject;
    await authenticators.change(
      { sub, epoch, version },
      { ...tracesFor(sub), put: [{ ...number, status: "disabled" }] },
    );
    const step = await atSecondStep(service, person);
    const { methods } = await step.client.getLogin(step.held);
    expect(methods.map(({ type }) => type)).not.toContain("sms_code");
    await proveFor(service, step, "sms_code", phone);
    expect(await read({ person })).toMatchObject({ status: "waiting", proved: ["phone"] });
  });

  test("given one was proved, when another proof begins, then it is offered no more, by whichever channel", async () => {
    const { person, phone } = await somebody();
    const step = await atSecondStep(service, person);
    await proveFor(service, step, "sms_code", phone);
    const { methods } = await step.client.startRecovery(step.held);
    expect(methods.map(({ type }) => type)).toEqual(["email_code", "email_code"]);
  });

  test("given two codes to one number, when both are entered, then the second is no second proof", async () => {
    const { person, phone } = await somebody();
    const step = await atSecondStep(service, person);
    const first = await askProof(service, step, "sms_code", phone);
    const code = first.code();
    service.stack.advanceClock(31);
    const second = await askProof(service, await atSecondStep(service, person), "sms_code", phone);
    const { client } = step;
    expect(await outcome(client.verifyLogin({ ...first.own, body: { code } }))).toBe("done");
    expect(await outcome(client.verifyLogin({ ...second.own, body: { code: second.code() } }))).toBe("login_closed");
    expect((await read({ person })).proved).toEqual(["phone"]);
  });

  test("given right answers for one proof five times at once, when they come, then one counts", async () => {
    const { person, phone } = await somebody();
    const step = await atSecondStep(service, person);
    const { own, code } = await askProof(service, step, "sms_code", phone);
    const body = { code: code() };
    await Promise.all(Array.from({ length: 5 }, () => outcome(step.client.verifyLogin({ ...own, body }))));
    expect((await read({ person })).proved).toEqual(["phone"]);
  });

  test("given a code for a recovery, when it is entered for the sign-in, and the other way round, then it is wrong", async () => {
    const { person, email } = await somebody();
    const step = await atSecondStep(service, person);
    const { code } = await askProof(service, step, "email_code", email);
    service.stack.advanceClock(31);
    const login = await step.client.getLogin(step.held);
    const methodId = login.methods.find(({ type }) => type === "sms_code")?.methodId ?? "";
    await step.client.createChallenge({ ...step.held, body: { methodId } });
    expect(await outcome(step.client.verifyLogin({ ...step.held, body: { code: code() } }))).toBe("challenge_failed");
  });
});

describe("each step is told", () => {
  test("given a recovery, when it begins, goes on and ends, then each number and address is told of each", async () => {
    const { person, phone, email, other } = await somebody();
    const step = await atSecondStep(service, person);
    await proveFor(service, step, "email_code", email);
    await proveFor(service, step, "sms_code", phone);
    await (await enrolling(service, await atSecondStep(service, person))).prove();
    for (const to of [phone, email, other]) {
      await arrived(service, to, "アカウント復旧が進んでいます", 2);
      await arrived(service, to, "アカウント復旧が完了しました");
      const counts = ["復旧が始まりました", "復旧が進んでいます", "復旧が完了しました"].map(
        (words) => toldAt(service, to, `アカウント${words}`).length,
      );
      expect(counts).toEqual([1, 2, 1]);
    }
    expect(recoveryCodeAt(service, email)).toMatch(/^\d{6}$/);
  });

  test("given one proof, when it is mailed, then the mail says from when the account can be set up anew", async () => {
    const { person, email } = await somebody();
    await proveFor(service, await atSecondStep(service, person), "email_code", email);
    await stopToken(service, email, "アカウント復旧が進んでいます");
    const [{ text = "" } = {}] = toldAt(service, email, "アカウント復旧が進んでいます");
    expect(text).toMatch(/再登録できる日時：\d{4}年\d+月\d+日 \d+:\d\d以降（日本時間）/);
  });
});
