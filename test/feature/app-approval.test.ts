import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { heldOf, outcome, refusal, tally } from "../attack/visitor.ts";
import { askApp, beginAt, pairApp } from "../support/paired.ts";
import { freshPhone, type Service, startService } from "../support/service.ts";
import { arrived, type SignedIn, signInNew, stepUp, wordy } from "../support/signed-in.ts";

let service: Service;
beforeAll(async () => {
  service = await startService(wordy);
});
afterEach(() => {
  service.stack.resetClock();
  service.stack.clearFaults();
});
afterAll(() => service.stack.close());

/** Somebody with a paired app and a login that asks it. */
async function asked() {
  const me = await signInNew(service);
  const app = await pairApp(service, me);
  const first = await askApp(service, me.person, app);
  return { me, app, ...first };
}

const pushesTo = async (sub: string, authenticatorId: string) => {
  const account = await service.dependencies.directory.findAccount(sub);
  const endpoint = account?.authenticators.find((one) => one.authenticatorId === authenticatorId)?.push?.endpoint;
  return service.stack.messages({ channel: "push", to: endpoint ?? "none" });
};

describe("asking an app", () => {
  test("given a paired app, when it is asked, then it gets a push with the reference and nothing that opens anything", async () => {
    const { me, app, held, challenge, matchNumber } = await asked();
    const [push, ...others] = await pushesTo(me.person.sub, app.authenticatorId);
    expect(others).toEqual([]);
    expect(push?.text).toBe(
      `照合${challenge.reference}。アプリを開いてご確認ください。心当たりがなければ「いいえ」を選んでください。`,
    );
    const sent = JSON.stringify(push?.request);
    for (const secret of [
      held.loginToken,
      held.params.loginId,
      me.person.sub,
      me.person.identifier,
      app.sessionToken,
    ]) {
      expect(sent).not.toContain(secret);
    }
    expect(matchNumber).toMatch(/^\d{2}$/);
    expect(`${push?.subject} ${push?.text}`).not.toMatch(new RegExp(`(?<![A-Z0-9])${matchNumber}(?![A-Z0-9])`));
  });

  test("given it was asked, when the app lists, then it sees browser, area, time and reference, and no match number", async () => {
    const { app, challenge, held, matchNumber } = await asked();
    const { approvals } = await app.list();
    expect(approvals).toEqual([
      {
        loginId: held.params.loginId,
        purpose: "sign_in",
        from: expect.any(Object),
        startedAt: expect.any(String),
        reference: challenge.reference,
        asksMatchNumber: true,
        expiresAt: challenge.expiresAt,
      },
    ]);
    expect(Object.values(approvals[0] ?? {})).not.toContain(matchNumber);
  });

  test.each([
    [119, "done"],
    [121, "login_closed"],
  ])("given the request is %i s old, when it is answered, then: %s", async (age, expected) => {
    const { app, held, matchNumber } = await asked();
    service.stack.advanceClock(age);
    expect(await outcome(app.approve(held, matchNumber))).toBe(expected);
    expect((await app.list()).approvals).toEqual([]);
  });

  test("given two apps, when one is asked, then the other neither sees nor may answer it, and a page may", async () => {
    const { me, app, held, matchNumber } = await asked();
    const other = await pairApp(service, me, { name: "tablet" });
    expect((await other.list()).approvals).toEqual([]);
    expect(await outcome(other.approve(held, matchNumber))).toBe("login_closed");
    expect((await me.client.listApprovals(me)).approvals).toHaveLength(1);
    expect(await outcome(app.approve(held, matchNumber))).toBe("done");
  });

  test("given an app that is only looked at, when it is asked, then nothing is pushed and the page lists it", async () => {
    const me = await signInNew(service);
    const app = await pairApp(service, me, { push: false });
    const { challenge } = await askApp(service, me.person, app);
    expect(challenge.delivery).toBe("none");
    expect((await me.client.listApprovals(me)).approvals).toHaveLength(1);
  });

  test("given a code is typed for it, when it is verified, then it is wrong: nobody was told one", async () => {
    const { client, held } = await asked();
    expect(await outcome(client.verifyLogin({ ...held, body: { code: "123456" } }))).toBe("challenge_failed");
  });
});

describe("answering", () => {
  test("appApproval 17: given a right password, when the app says yes with the digits, then the first screen goes on, and who approved gets nothing", async () => {
    const { app, client, held, matchNumber } = await asked();
    const answer = await app.approve(held, matchNumber);
    expect(answer).toEqual({ outcome: "approved" });
    const login = await client.getLogin(held);
    expect(login.status).toBe("complete");
    const { token } = await client.issueToken(heldOf(login));
    const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
    expect(claims.amr).toEqual(["pwd", "mca", "mfa"]);
  });

  test("appApproval 18: given a no, when the first screen looks, then the login is denied, and its owner is told", async () => {
    const { me, app, client, held } = await asked();
    expect(await app.deny(held)).toEqual({ outcome: "denied" });
    expect((await client.getLogin(held)).status).toBe("denied");
    await arrived(service, me.person.phones[0] ?? "", "拒否されました");
  });

  test.each([
    ["no number", undefined, "invalid_request"],
    ["three digits", "123", "invalid_request"],
    ["another number", "wrong", "challenge_failed"],
  ])("given %s, when yes is said, then it is refused and the login still waits", async (_, given, code) => {
    const { app, client, held, matchNumber } = await asked();
    const typed = given === "wrong" ? String((Number(matchNumber) + 1) % 100).padStart(2, "0") : given;
    expect(await outcome(app.approve(held, typed))).toBe(code);
    expect((await client.getLogin(held)).status).toBe("pending");
  });

  test("given the warning was not read, when yes is said, then it is refused", async () => {
    const { app, held, matchNumber } = await asked();
    const answered = app.client.decideApproval({
      sessionToken: app.sessionToken,
      params: held.params,
      body: { decision: "approve", matchNumber },
    });
    expect(await outcome(answered)).toBe("acknowledgement_required");
  });

  test("given full-width digits, when yes is said, then they are understood", async () => {
    const { app, held, matchNumber } = await asked();
    const wide = matchNumber.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    expect(await outcome(app.approve(held, ` ${wide} `))).toBe("done");
  });

  test("given five wrong numbers, when the right one is said, then the login is locked", async () => {
    const { app, held, matchNumber } = await asked();
    const wrong = String((Number(matchNumber) + 1) % 100).padStart(2, "0");
    for (const _ of [1, 2, 3, 4, 5]) await outcome(app.approve(held, wrong));
    expect(await outcome(app.approve(held, matchNumber))).toBe("login_closed");
  });

  test("attack 28: given somebody else's session, when it answers, then 403, and the login still waits", async () => {
    const { client, held, matchNumber } = await asked();
    const other = await signInNew(service);
    for (const decision of ["approve", "deny"] as const) {
      const problem = await refusal(
        other.client.decideApproval({
          ...other,
          params: held.params,
          body: { decision, matchNumber, acknowledged: true },
        }),
      );
      expect([problem.status, problem.code]).toEqual([403, "forbidden"]);
    }
    expect((await client.getLogin(held)).status).toBe("pending");
    expect((await client.getLogin(held)).challenge?.attemptsLeft).toBe(5);
  });

  test("attack 28: given it was denied, cancelled or has expired, when it is approved, then 409", async () => {
    const closed = async (end: (one: Awaited<ReturnType<typeof asked>>) => Promise<unknown>) => {
      const one = await asked();
      await end(one);
      const problem = await refusal(one.app.approve(one.held, one.matchNumber));
      expect([problem.status, problem.code]).toEqual([409, "login_closed"]);
    };
    await closed(({ app, held }) => app.deny(held));
    await closed(({ client, held }) => client.cancelLogin(held));
    await closed(async () => service.stack.advanceClock(31 * 60));
  });

  test("attack 28: given a session that is none, when it answers, then nothing is counted against the login", async () => {
    const { client, held, matchNumber, me } = await asked();
    const forged = Buffer.concat([Buffer.from(me.person.sub, "base64url"), Buffer.alloc(32, 7)]).toString("base64url");
    const answered = me.client.decideApproval({
      sessionToken: forged,
      params: held.params,
      body: { decision: "approve", matchNumber, acknowledged: true },
    });
    expect(await outcome(answered)).toBe("unauthenticated");
    expect((await client.getLogin(held)).status).toBe("pending");
  });

  test("attack 31: given yes and no a hundred times at once, when they are written, then the first counts and the others are told", async () => {
    const { app, client, held, matchNumber } = await asked();
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, place) =>
        outcome(place % 2 === 0 ? app.deny(held) : app.approve(held, matchNumber)),
      ),
    );
    const counts = tally(answers);
    expect(counts.done).toBe(1);
    expect((counts.login_closed ?? 0) + (counts.too_many_attempts ?? 0)).toBe(99);
    expect(["complete", "denied"]).toContain((await client.getLogin(held)).status);
  });

  test("given the app was removed, when its session answers, then it opens nothing", async () => {
    const { me, app, held, matchNumber } = await asked();
    await stepUp(service, me, "remove_authenticator");
    await me.client.removeAuthenticator({ ...me, params: { authenticatorId: app.authenticatorId } });
    expect(await outcome(app.approve(held, matchNumber))).toBe("unauthenticated");
  });

  test("given a year has passed, when the app lists, then it is to be paired again", async () => {
    const me = await signInNew(service);
    const app = await pairApp(service, me);
    service.stack.advanceClock(364 * 24 * 3600);
    expect(await outcome(app.list())).toBe("done");
    service.stack.advanceClock(2 * 24 * 3600);
    expect(await outcome(app.list())).toBe("unauthenticated");
  });
});

describe("how often an app is asked", () => {
  test("attack 30: given three requests in ten minutes, over several logins, when a fourth is asked for, then nothing is pushed and another method is offered", async () => {
    const me = await signInNew(service, [freshPhone()]);
    const app = await pairApp(service, me);
    for (const _ of [1, 2, 3]) await askApp(service, me.person, app);
    const { client, held, methods } = await beginAt(service, me.person);
    const problem = await refusal(client.createChallenge({ ...held, body: { methodId: app.methodId } }));
    expect(problem.code).toBe("delivery_unavailable");
    expect(problem.methods).toEqual(methods.filter(({ type }) => type !== "app"));
    expect(await pushesTo(me.person.sub, app.authenticatorId)).toHaveLength(3);
    expect((await app.list()).approvals).toHaveLength(3);

    // The window opened with the first, some seconds ago.
    service.stack.advanceClock(10 * 60 - 30);
    const { client: late, held: lateHeld } = await beginAt(service, me.person);
    const early = late.createChallenge({ ...lateHeld, body: { methodId: app.methodId } });
    expect(await outcome(early)).toBe("delivery_unavailable");
    service.stack.advanceClock(31);
    expect(await outcome(askApp(service, me.person, app))).toBe("done");
  });

  test("attack 30: given a no, when the app is asked again within the hour, then nothing is pushed and another method is offered", async () => {
    const { me, app, held } = await asked();
    await app.deny(held);
    for (const age of [0, 59 * 60 + 58]) {
      service.stack.advanceClock(age);
      const { client, held: next } = await beginAt(service, me.person);
      const problem = await refusal(client.createChallenge({ ...next, body: { methodId: app.methodId } }));
      expect(problem.code).toBe("delivery_unavailable");
      expect(problem.methods?.map(({ type }) => type)).toEqual(["sms_code"]);
    }
    expect(await pushesTo(me.person.sub, app.authenticatorId)).toHaveLength(1);
    service.stack.advanceClock(3);
    expect(await outcome(askApp(service, me.person, app))).toBe("done");
  });

  test("given ten logins ask at once, when they are counted, then three ask", async () => {
    const me = await signInNew(service, [freshPhone()]);
    const app = await pairApp(service, me);
    const logins = await Promise.all(Array.from({ length: 10 }, () => beginAt(service, me.person)));
    const asking = logins.map(({ client, held }) =>
      outcome(client.createChallenge({ ...held, body: { methodId: app.methodId } })),
    );
    expect(tally(await Promise.all(asking))).toEqual({ done: 3, delivery_unavailable: 7 });
  });
});

/** The notice of the pairing has gone out: a fault that is set now is not its. */
const told = ({ person }: SignedIn) => arrived(service, person.phones[0] ?? "", "認証方法が追加されました");

describe("an app that is not there", () => {
  test("given its endpoint is dead, when it is asked, then the next method is offered, it is marked, and its owner is told", async () => {
    const me = await signInNew(service);
    const app = await pairApp(service, me);
    await told(me);
    service.stack.setFault({ service: "sns", fault: "endpointDisabled", times: 1 });
    const { client, held } = await beginAt(service, me.person);
    const problem = await refusal(client.createChallenge({ ...held, body: { methodId: app.methodId } }));
    expect([problem.code, problem.methods?.map(({ type }) => type)]).toEqual(["delivery_unavailable", ["sms_code"]]);

    const { authenticators } = await me.client.listAuthenticators(me);
    expect(authenticators.find(({ type }) => type === "app")).toMatchObject({ status: "unreachable", methodIds: [] });
    expect((await beginAt(service, me.person)).methods.map(({ type }) => type)).toEqual(["sms_code"]);
    await arrived(service, me.person.phones[0] ?? "", "承認アプリに届かない");
  });

  test.each([
    ["throttle", 2, "failed"],
    ["error", 2, "failed"],
    ["timeoutAfterCommit", 2, "unknown"],
  ] as const)("given SNS answers with %s, when it is asked, then the request is given back and can be made again at once", async (fault, times, delivery) => {
    const me = await signInNew(service);
    const app = await pairApp(service, me);
    await told(me);
    const { client, held } = await beginAt(service, me.person);
    const ask = () => client.createChallenge({ ...held, body: { methodId: app.methodId } });
    for (const _ of [1, 2, 3]) {
      service.stack.setFault({ service: "sns", fault, times });
      expect(await outcome(ask())).toBe("delivery_unavailable");
      expect((await client.getLogin(held)).challenge).toMatchObject({ delivery, sendsLeft: 5 });
    }
    expect((await ask()).challenge?.delivery).toBe("sent");
  });

  test("given it is asked again in one login, when half a minute has passed, then the same request is pushed again", async () => {
    const { me, app, client, held, challenge } = await asked();
    const again = () => client.createChallenge({ ...held, body: { methodId: app.methodId } });
    expect(await outcome(again())).toBe("too_many_sends");
    service.stack.advanceClock(31);
    const { challenge: next } = await again();
    expect([next?.reference, next?.expiresAt]).toEqual([challenge.reference, challenge.expiresAt]);
    expect(await pushesTo(me.person.sub, app.authenticatorId)).toHaveLength(2);
    expect((await app.list()).approvals).toHaveLength(1);
  });
});

test("given a step-up, when its methods are offered, then an app is none of them: the page that asks could answer itself", async () => {
  const me = await signInNew(service);
  await pairApp(service, me);
  const { methods } = await me.client.startStepUp({ ...me, body: { action: "switch_off" } });
  expect(methods.map(({ type }) => type)).toEqual(["sms_code"]);
});
