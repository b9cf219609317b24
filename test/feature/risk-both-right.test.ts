import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { subjectFailures } from "../../shared/domain/limits.ts";
import { askEarly, beginEarly, early, withoutSecondFactor } from "../attack/early.ts";
import { heldOf, outcome, refusal } from "../attack/visitor.ts";
import { pairApp } from "../support/paired.ts";
import { password, type Service, startService, type TestAccount } from "../support/service.ts";
import { arrived, type SignedIn } from "../support/signed-in.ts";
import { judgements } from "./at-places.ts";

let service: Service;
beforeAll(async () => {
  const adviser = "arn:aws:lambda:ap-northeast-1:000000000000:function:adviser";
  service = await startService({
    ...early,
    login: { order: "approval_first", passwordAlone: true },
    approvals: { codesOnRisk: true },
    risk: { adviser, refuseAt: 90 },
  });
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

const advise = (score: number) => service.stack.functions.set("adviser", { answer: { score }, delayMs: 0 });

/** By password and code in one call. */
async function signIn(person: TestAccount): Promise<SignedIn> {
  advise(0);
  const { client, held, code } = await askEarly(service, person);
  const complete = await client.verifyLogin({ ...held, body: { password, code } });
  const { sessionToken = "" } = await client.issueToken({ ...heldOf(complete), body: { session: "bearer" } });
  return { person, client, sessionToken };
}

async function paired() {
  const person = await service.makeAccount();
  const app = await pairApp(service, await signIn(person));
  await arrived(service, person.phones[0] ?? "", "認証方法が追加されました");
  service.stack.advanceClock(11 * 60);
  return { person, app };
}

/** The identifier, the app's yes, and then the password, as risky as the adviser says. */
async function approvedAndRisky(score: number) {
  const { person, app } = await paired();
  const { client, held, types, methodIds } = await beginEarly(service, person.identifier);
  const methodId = methodIds[types.indexOf("app")] ?? "no app";
  const { challenge } = await client.createChallenge({ ...held, body: { methodId } });
  await app.approve(held, challenge?.matchNumber);
  const second = heldOf(await client.getLogin(held));
  advise(score);
  const login = await client.verifyLogin({ ...second, body: { password } });
  return { person, app, client, second, login, methodId };
}

const kindsOf = async (sub: string) => {
  const { activities } = await service.dependencies.activities.list(sub, { since: 0, limit: 50 });
  return activities.map(({ kind, reason }) => (reason === undefined ? kind : `${kind} ${reason}`));
};

describe("risk where both factors are right", () => {
  test.each([
    [89, "complete"],
    [90, "denied"],
  ])("given a score of %i, when password and code come in one call, then the login is %s", async (score, status) => {
    const person = await service.makeAccount();
    const { client, held, code } = await askEarly(service, person);
    advise(score);
    expect(await client.verifyLogin({ ...held, body: { password, code } })).toMatchObject({ status });
    expect(judgements(service).at(-1)).toMatchObject({ score });
  });

  test("given a sign-in that is refused, when its result is asked for, then there is none, and the owner is told", async () => {
    const person = await service.makeAccount();
    const { client, held, code } = await askEarly(service, person);
    advise(95);
    const refused = await client.verifyLogin({ ...held, body: { password, code } });
    expect(refused).toMatchObject({ status: "denied", endedBy: "risk" });
    expect(await outcome(client.issueToken(held))).toBe("login_closed");
    expect(await outcome(client.verifyLogin({ ...held, body: { password, code } }))).toBe("login_closed");
    expect(await kindsOf(person.sub)).toContainEqual(expect.stringMatching(/^sign_in_refused 95: adviser/));
    await arrived(service, person.phones[0] ?? "", "不審なログインを拒否しました");
  });

  test("given a sign-in that is refused, when the failures are counted, then its right answers are none", async () => {
    const person = await service.makeAccount();
    const { client, held, code } = await askEarly(service, person);
    advise(95);
    await client.verifyLogin({ ...held, body: { password, code } });
    const { clock, config, throttles } = service.dependencies;
    expect(await throttles.count(subjectFailures(person.sub, config.settings), clock.now())).toBe(0);
  });

  test.each([
    [89, "complete"],
    [90, "denied"],
  ])("given a score of %i, when the password comes last after a code, then the login is %s", async (score, status) => {
    const person = await service.makeAccount();
    const { client, held, code } = await askEarly(service, person);
    const second = heldOf(await client.verifyLogin({ ...held, body: { code } }));
    advise(score);
    const last = await client.verifyLogin({ ...second, body: { password } });
    expect(last).toMatchObject({ status });
    const newest = last.loginToken === undefined ? second : heldOf(last);
    expect(await outcome(client.issueToken(newest))).toBe(status === "complete" ? "done" : "login_closed");
  });

  test("given a wrong password after a code, when it is sent, then nothing is judged", async () => {
    const { client, held, code } = await askEarly(service, await service.makeAccount());
    const second = heldOf(await client.verifyLogin({ ...held, body: { code } }));
    const before = judgements(service).length;
    expect((await refusal(client.verifyLogin({ ...second, body: { password: "wrong-horse" } }))).code).toBe(
      "credentials_invalid",
    );
    expect(judgements(service).length).toBe(before);
  });
});

describe("appApproval 21: an app that said yes to what turns out risky", () => {
  test("given nothing speaks against it, when the password is right, then the login is complete", async () => {
    expect((await approvedAndRisky(29)).login).toMatchObject({ status: "complete" });
  });

  test("given it is risky, when the password is right, then a code is asked, and only by it the login completes", async () => {
    const { person, client, second, login, methodId } = await approvedAndRisky(30);
    expect(login).toMatchObject({ status: "pending", reason: "risk", needs: ["second_factor"] });
    expect(login.methods.map(({ type }) => type)).toEqual(["sms_code"]);
    const held = heldOf(login);
    expect(await outcome(client.issueToken(held))).toBe("login_closed");
    expect(await outcome(client.createChallenge({ ...held, body: { methodId } }))).toBe("not_found");
    // The token of the step before is dead.
    expect(await outcome(client.verifyLogin({ ...second, body: { password } }))).toBe("unauthenticated");

    await client.createChallenge({ ...held, body: { methodId: login.methods[0]?.methodId ?? "" } });
    const code = service.newestCode(person.phones[0] ?? "");
    const complete = await client.verifyLogin({ ...held, body: { code } });
    expect(complete).toMatchObject({ status: "complete" });
    expect(await kindsOf(person.sub)).toContainEqual(expect.stringMatching(/^risk_asked 30: adviser/));
  });

  test("given it is risky, when the app says yes again to what it was asked, then that leads nowhere", async () => {
    const { app, login } = await approvedAndRisky(30);
    expect(await outcome(app.approve(heldOf(login)))).not.toBe("done");
  });

  test("given it was asked, and the password comes before its yes, when that looks risky, then its yes counts no more and a code is due", async () => {
    const { person, app } = await paired();
    const { client, held, types, methodIds } = await beginEarly(service, person.identifier);
    const methodId = methodIds[types.indexOf("app")] ?? "no app";
    const { challenge } = await client.createChallenge({ ...held, body: { methodId } });
    advise(30);
    const login = await client.verifyLogin({ ...held, body: { password } });
    expect(login).toMatchObject({ status: "pending", reason: "risk", needs: ["second_factor"] });
    expect(login.challenge).toBeUndefined();
    expect(await outcome(app.approve(held, challenge?.matchNumber))).not.toBe("done");
    expect(await client.getLogin(heldOf(login))).toMatchObject({ status: "pending" });
  });
});

describe("risk where strangers are shown a way that is nobody's", () => {
  test("given two-step verification is off and a code was shown as sent, when risk asks, then nothing is waited for, and one is sent", async () => {
    const person = await withoutSecondFactor(service);
    const { client, held, types, methodIds } = await beginEarly(service, person.identifier);
    await client.createChallenge({ ...held, body: { methodId: methodIds[types.indexOf("sms_code")] ?? "no SMS" } });
    advise(30);
    const login = await client.verifyLogin({ ...held, body: { password } });
    expect(login).toMatchObject({ status: "pending", reason: "risk", needs: ["second_factor"] });
    const asked = heldOf(login);
    expect((await client.getLogin(asked)).challenge).toBeUndefined();
    await client.createChallenge({ ...asked, body: { methodId: login.methods[0]?.methodId ?? "" } });
    const code = service.newestCode(person.phones[0] ?? "");
    expect(await client.verifyLogin({ ...asked, body: { code } })).toMatchObject({ status: "complete" });
  });

  test("given a code was sent before the password, when the password looks risky, then that code is still the one", async () => {
    const person = await service.makeAccount();
    const { client, held, code } = await askEarly(service, person);
    advise(60);
    const login = await client.verifyLogin({ ...held, body: { password } });
    expect(login).toMatchObject({ status: "pending", needs: ["second_factor"], challenge: { type: "sms_code" } });
    expect(await client.verifyLogin({ ...heldOf(login), body: { code } })).toMatchObject({ status: "complete" });
  });
});
