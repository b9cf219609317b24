import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { freshEmail } from "../feature/adding.ts";
import { exempting } from "../feature/exempted-clients.ts";
import { disavowalFor } from "../support/disavowal.ts";
import { ask, reason } from "../support/operator.ts";
import { newPassword, passwordLinkFor } from "../support/password-link.ts";
import {
  askProof,
  atSecondStep,
  enrolling,
  grant,
  proveFor,
  type SecondStep,
  standing,
  stopToken,
} from "../support/recovering.ts";
import { freshPhone, type Service, startService } from "../support/service.ts";
import { enrolApp, signIn, signInNew } from "../support/signed-in.ts";
import { openBrowser, signInBy, trustIn } from "../support/test-browser.ts";
import { totpOf } from "../support/totp.ts";
import { askLogin, completeLogin, freshAddress, heldOf, outcome, post, tally, wrongCodes } from "./visitor.ts";

let service: Service;
beforeAll(async () => {
  service = await startService({ ...exempting, email: { from: "no-reply@login.example.jp" } });
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

const [begun, proved, granted] = ["復旧が始まりました", "復旧が進んでいます", "再登録が許可されました"];

/** Somebody with a number and two addresses. */
async function somebody() {
  const [phone, email, other] = [freshPhone(), freshEmail(), freshEmail()];
  const person = await service.makeAccount([phone], [email, other]);
  return { person, phone, email, other };
}

/** Somebody whose recovery is ready. */
async function ready() {
  const one = await somebody();
  const step = await atSecondStep(service, one.person);
  await proveFor(service, step, "email_code", one.email);
  await proveFor(service, step, "sms_code", one.phone);
  return one;
}

const stop = (token: string) => outcome(service.from(freshAddress()).cancelRecovery({ body: { token } }));
const normal = ["second_factor"];
const anew = ["enrolment"];

describe("enrolment that is required", () => {
  /** Somebody with an app and a browser that is trusted, whom the operator lets set up a new method. */
  async function toBeEnrolled() {
    const me = await signInNew(service);
    service.stack.advanceClock(31);
    const app = await enrolApp(service, me);
    const browser = openBrowser(service);
    service.stack.advanceClock(31);
    await trustIn(service, browser, me.person);
    service.stack.advanceClock(31);
    const under = await askLogin(service, me.person);
    service.stack.advanceClock(31);
    const complete = await completeLogin(service, me.person);
    expect((await grant(service, me.person)).body).toMatchObject({ status: "done" });
    return { ...me, app, browser, under, complete };
  }

  test("attack 8: given a grant, when a sign-in is to be completed in any other way, then it is not", async () => {
    const { person, app, under, complete, browser } = await toBeEnrolled();
    const step = await atSecondStep(service, person);
    const { client, held } = step;
    const tries = {
      "an old code": client.verifyLogin({ ...held, body: { code: totpOf(app.key) } }),
      "the old app": client.createChallenge({ ...held, body: { methodId: `totp.${app.authenticatorId}` } }),
      "the result": client.issueToken({ ...held, body: { session: "bearer" } }),
      "the browser": client.trustBrowser({ ...held, body: {} }),
      "the way of a backend": client.returnLogin(held),
      "another recovery": client.startRecovery(held),
      "a code of before": under.client.verifyLogin({ ...under.held, body: { code: under.code } }),
      "a result of before": complete.client.issueToken(complete.held),
      "a method that was never set up": client.activateEnrolment({
        ...held,
        params: { ...held.params, authenticatorId: app.authenticatorId },
        body: { code: totpOf(app.key) },
      }),
    };
    const outcomes = await Promise.all(Object.entries(tries).map(async ([way, call]) => [way, await outcome(call)]));
    expect(outcomes.filter(([, what]) => what === "done")).toEqual([]);
    expect(await signInBy(browser, person)).toBe("challenged");
    expect((await client.getLogin(held)).needs).toEqual(anew);
  });

  test("attack 8: given a grant, when bodies say that all is done, then they are not heard", async () => {
    const { person } = await toBeEnrolled();
    const { client, held } = await atSecondStep(service, person);
    const claims = { enrolled: true, amr: ["mfa"], completed: true, status: "complete", needs: [], recoveryId: null };
    const headers = { authorization: `Bearer ${held.loginToken}` };
    const at = `/v1/logins/${held.params.loginId}`;
    await post(service, `${at}/token`, claims, headers);
    await post(service, `${at}/verifications`, { ...claims, password: person.password }, headers);
    await post(service, `${at}/authenticators`, { ...claims, type: "app" }, headers);
    expect((await client.getLogin(held)).needs).toEqual(anew);
    const clientId = "till";
    const body = { identifier: person.identifier, password: person.password, clientId };
    expect((await service.from(freshAddress()).startLogin({ body })).needs).toEqual(anew);
  });

  test("attack 8: given logins of before, when a recovery becomes ready, then neither their codes nor their results open anything", async () => {
    const { person, email, other } = await somebody();
    const complete = await completeLogin(service, person);
    service.stack.advanceClock(31);
    const asked = await askLogin(service, person);
    const step = await atSecondStep(service, person);
    await proveFor(service, step, "email_code", email);
    await proveFor(service, step, "email_code", other);
    const { client, held, code, methodIds } = asked;
    expect(await outcome(client.verifyLogin({ ...held, body: { code } }))).toBe("login_closed");
    expect(await outcome(client.createChallenge({ ...held, body: { methodId: methodIds[0] } }))).toBe("login_closed");
    expect(await outcome(complete.client.issueToken(complete.held))).toBe("login_closed");
    expect(await outcome(complete.client.trustBrowser({ ...complete.held, body: {} }))).toBe("login_closed");
    expect(await standing(service, person)).toEqual(anew);
  });

  test("attack 8: given a grant with every method taken away, when the password is right, then it does not suffice", async () => {
    const { person } = await somebody();
    const { authenticators } = (await ask(service, `/accounts/${person.sub}`)).body;
    const authenticatorIds = authenticators.map(({ authenticatorId }) => authenticatorId);
    await ask(service, `/accounts/${person.sub}/resets`, { authenticatorIds, recovery: true, reason });
    expect(await standing(service, person)).toEqual(anew);
    service.stack.advanceClock(73 * 60 * 60);
    expect(await standing(service, person)).toEqual(normal);
  });

  test("attack 8: given a login that waits for a code, when somebody sets up a method in it, then it is refused", async () => {
    const { person } = await somebody();
    const { client, held } = await atSecondStep(service, person);
    expect(await outcome(client.enrolAuthenticator({ ...held, body: { type: "totp" } }))).toBe("forbidden");
  });

  test("attack 21: given a new number, when wrong codes are entered, then the fifth is the last", async () => {
    const { person } = await ready();
    const step = await atSecondStep(service, person);
    const { code, prove } = await enrolling(service, step);
    const wrongs = [];
    for (const wrong of wrongCodes(code, 5)) wrongs.push(await outcome(prove(wrong)));
    expect([tally(wrongs), await outcome(prove())]).toEqual([{ challenge_failed: 5 }, "too_many_attempts"]);
  });

  test("attack 13: given the right code five times at once, when it comes, then one sets the account up", async () => {
    const { person } = await ready();
    const { prove } = await enrolling(service, await atSecondStep(service, person));
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => outcome(prove())));
    expect(outcomes.filter((what) => what === "done")).toHaveLength(1);
    expect(await standing(service, person)).toEqual(normal);
  });
});

describe("who has the password alone", () => {
  test("recovery: given proofs for it, when they are to open anything by themselves, then they do not", async () => {
    const { person, email } = await somebody();
    const step = await atSecondStep(service, person);
    const { own, code } = await askProof(service, step, "email_code", email);
    const done = heldOf(await step.client.verifyLogin({ ...own, body: { code: code() } }));
    const outcomes = await Promise.all([
      outcome(step.client.issueToken({ ...done, body: { session: "bearer" } })),
      outcome(step.client.trustBrowser({ ...done, body: {} })),
      outcome(step.client.returnLogin(done)),
      outcome(step.client.enrolAuthenticator({ ...done, body: { type: "totp" } })),
      outcome(step.client.startRecovery(done)),
    ]);
    expect(outcomes.filter((what) => what === "done")).toEqual([]);
    expect(await standing(service, person)).toEqual(normal);
  });

  test("recovery: given no proof, when days are over, then nothing was gained", async () => {
    const { person } = await somebody();
    const { client, held } = await atSecondStep(service, person);
    await client.startRecovery(held);
    service.stack.advanceClock(25 * 60 * 60);
    expect(await standing(service, person)).toEqual(normal);
  });

  test("recovery: given it is begun again and again, when the seventh comes, then it is refused", async () => {
    const { person } = await somebody();
    const { client, held } = await atSecondStep(service, person);
    const outcomes = [];
    for (let count = 0; count < 7; count += 1) outcomes.push(await outcome(client.startRecovery(held)));
    expect(outcomes).toEqual([...Array(6).fill("done"), "too_many_attempts"]);
  });

  test.each([
    [
      "without the password",
      (service: Service, { person }: { person: SecondStep["person"] }) => begin(service, person),
    ],
    ["in a step-up", inStepUp],
    [
      "in a sign-in that is complete",
      async (_: Service, { person }: { person: SecondStep["person"] }) => {
        const { client, held } = await completeLogin(service, person);
        return client.startRecovery(held);
      },
    ],
  ])("recovery: given a login %s, when a recovery is begun in it, then it is refused, and nobody told", async (_, start) => {
    const one = await somebody();
    expect(await outcome(start(service, one))).not.toBe("done");
    expect((await ask(service, `/accounts/${one.person.sub}`)).body.recovery).toBeUndefined();
  });

  async function begin({ from }: Service, { identifier }: SecondStep["person"]) {
    const client = from(freshAddress());
    return client.startRecovery(heldOf(await client.startLogin({ body: { identifier } })));
  }

  async function inStepUp(_: Service, { person }: { person: SecondStep["person"] }) {
    const { client, sessionToken } = await signIn(service, person);
    return client.startRecovery(heldOf(await client.startStepUp({ sessionToken, body: { action: "switch_off" } })));
  }
});

describe("stopping a recovery", () => {
  test.each([
    ["one address", "email", begun],
    ["the other address", "other", begun],
    ["the address, after a proof", "other", proved],
  ] as const)("recovery: given the mail to %s, when its link is used, then all is as before, and the link is used up", async (_, where, words) => {
    const one = await ready();
    const token = await stopToken(service, one[where], words);
    expect(await standing(service, one.person)).toEqual(anew);
    expect([await stop(token), await stop(token)]).toEqual(["done", "link_used"]);
    expect(await standing(service, one.person)).toEqual(normal);
    service.stack.advanceClock(31);
    await signIn(service, one.person);
  });

  test("recovery: given the operator's grant, when the owner's link is used, then all is as before", async () => {
    const { person, other } = await somebody();
    await grant(service, person);
    expect(await stop(await stopToken(service, other, granted))).toBe("done");
    expect(await standing(service, person)).toEqual(normal);
  });

  test("recovery: given forged, cut and foreign tokens, when they come, then all look alike, and it goes on", async () => {
    const { person, email } = await ready();
    const token = await stopToken(service, email, begun);
    const flipped = `${token.slice(0, 30)}${token[30] === "A" ? "B" : "A"}${token.slice(31)}`;
    const foreign = [await disavowalFor(service, person.sub), await passwordLinkFor(service, person.sub)];
    const outcomes = await Promise.all([flipped, token.slice(0, -4), "x", ...foreign].map(stop));
    expect(tally(outcomes)).toEqual({ link_expired: 5 });
    expect(await standing(service, person)).toEqual(anew);
  });

  test("recovery: given a link of one that was stopped, when another was begun since, then that goes on", async () => {
    const { person, email } = await somebody();
    const step = await atSecondStep(service, person);
    await step.client.startRecovery(step.held);
    const older = await stopToken(service, email, begun);
    expect(await stop(older)).toBe("done");
    await step.client.startRecovery(step.held);
    expect(await stop(older)).toBe("link_used");
    expect((await step.client.getRecovery(step.held)).status).toBe("proving");
  });

  test("recovery: given it was stopped, when a proof that was asked before comes, then it is refused", async () => {
    const { person, email } = await somebody();
    const step = await atSecondStep(service, person);
    const { own, code } = await askProof(service, step, "email_code", email);
    await stop(await stopToken(service, email, begun));
    expect(await outcome(step.client.verifyLogin({ ...own, body: { code: code() } }))).toBe("login_closed");
  });

  test("recovery: given another was begun since, when a proof comes that was asked for the one before, then it counts for none", async () => {
    const { person, email } = await somebody();
    const step = await atSecondStep(service, person);
    const { own, code } = await askProof(service, step, "email_code", email);
    await stop(await stopToken(service, email, begun));
    await step.client.startRecovery(step.held);
    expect(await outcome(step.client.verifyLogin({ ...own, body: { code: code() } }))).toBe("login_closed");
    expect((await step.client.getRecovery(step.held)).proved).toEqual([]);
  });

  test("recovery: given it was stopped, when the login that sets up goes on, then it is closed", async () => {
    const { person, email } = await ready();
    const { prove } = await enrolling(service, await atSecondStep(service, person));
    await stop(await stopToken(service, email, begun));
    expect(await outcome(prove())).toBe("login_closed");
    expect(await standing(service, person)).toEqual(normal);
  });

  test("attack 31: given a stop and a completion at once, when both come, then one counts and the other is refused", async () => {
    for (let count = 0; count < 5; count += 1) {
      const { person, email } = await ready();
      const { prove } = await enrolling(service, await atSecondStep(service, person));
      const token = await stopToken(service, email, begun);
      const [stopped, completed] = await Promise.all([stop(token), outcome(prove())]);
      expect([stopped, completed].filter((what) => what === "done")).toHaveLength(1);
      const { authenticators } = (await ask(service, `/accounts/${person.sub}`)).body;
      const active = authenticators.filter(({ status }) => status === "active");
      expect(active).toHaveLength(stopped === "done" ? 3 : 1);
    }
  });
});

describe("what voids a recovery", () => {
  const voiding = {
    "a new password": async (one: Awaited<ReturnType<typeof ready>>) => {
      const body = { token: await passwordLinkFor(service, one.person.sub), password: newPassword };
      await service.from(freshAddress()).resetPassword({ body });
      return { ...one.person, password: newPassword };
    },
    "the operator": async ({ person }: Awaited<ReturnType<typeof ready>>) => {
      await ask(service, `/accounts/${person.sub}/revocations`, { reason });
      return person;
    },
  };
  test.each(
    Object.entries(voiding),
  )("recovery: given it is ready, when %s ends it, then the account is as before", async (_, end) => {
    const one = await ready();
    const { prove } = await enrolling(service, await atSecondStep(service, one.person));
    const person = await end(one);
    expect(await standing(service, person)).toEqual(normal);
    expect(await outcome(prove())).toBe("login_closed");
  });

  test("recovery: given it is ready, when somebody says not me, then neither login nor link goes on", async () => {
    const { person, email } = await ready();
    const { prove } = await enrolling(service, await atSecondStep(service, person));
    const token = await stopToken(service, email, begun);
    await service.from(freshAddress()).disavow({ body: { token: await disavowalFor(service, person.sub) } });
    expect([await outcome(prove()), await stop(token)]).toEqual(["login_closed", "link_used"]);
  });
});
