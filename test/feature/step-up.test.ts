import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { freshAddress, heldOf, newestCode, outcome, refusal } from "../attack/visitor.ts";
import { password, type Service, startService } from "../support/service.ts";
import { enrolApp, raw, type SignedIn, signIn, signInNew, stepUp, toNextStep, wordy } from "../support/signed-in.ts";
import { totpOf } from "../support/totp.ts";

let service: Service;

beforeAll(async () => {
  service = await startService(wordy);
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

const addApp = ({ client, sessionToken }: SignedIn) =>
  client.addAuthenticator({ sessionToken, body: { type: "totp" } });

/** Each call that wants a second factor proved anew, by the action that it wants it for. */
const sensitive = {
  add_authenticator: (me: SignedIn) => addApp(me),
  remove_authenticator: async ({ client, sessionToken }: SignedIn) => {
    const [{ authenticatorId } = { authenticatorId: "" }] = (await client.listAuthenticators({ sessionToken }))
      .authenticators;
    return client.removeAuthenticator({ sessionToken, params: { authenticatorId } });
  },
  make_backup_codes: ({ client, sessionToken }: SignedIn) => client.makeBackupCodes({ sessionToken }),
  reveal_backup_codes: ({ client, sessionToken }: SignedIn) => client.revealBackupCodes({ sessionToken }),
  export_data: ({ client, sessionToken }: SignedIn) => client.exportOwn({ sessionToken, body: {} }),
  switch_off: async ({ client, sessionToken }: SignedIn) => {
    const { version } = await client.getSettings({ sessionToken });
    return client.updateSettings({ sessionToken, ifMatch: version, body: { enabled: false } });
  },
} as const;
const actions = [
  "add_authenticator",
  "remove_authenticator",
  "make_backup_codes",
  "reveal_backup_codes",
  "export_data",
  "switch_off",
] as const;

const isRefused = async (call: Promise<unknown>) => (await outcome(call)) === "insufficient_user_authentication";

describe("a sensitive call", () => {
  test.each(
    actions,
  )("given a sign-in with two factors a moment ago, when %s is called, then a step-up for just that is asked", async (action) => {
    const me = await signInNew(service);

    const { status, ...problem } = await refusal(sensitive[action](me));

    expect(status).toBe(401);
    expect(problem).toMatchObject({
      code: "insufficient_user_authentication",
      action,
      acr_values: "urn:nidan:acr:2",
      max_age: 300,
    });
  });

  test.each(
    actions,
  )("given a step-up for %s, when the sensitive calls are made, then that one alone is open", async (action) => {
    const me = await signInNew(service);
    await stepUp(service, me, action);

    const open = [];
    // Switching off comes last, because then there is nothing left to do.
    for (const one of actions) if (!(await isRefused(sensitive[one](me)))) open.push(one);

    expect(open).toEqual([action]);
  });

  test.each([
    [298, "done"],
    [301, "insufficient_user_authentication"],
  ])("given a step-up, when %i s have gone, then the call is %s", async (after, expected) => {
    const me = await signInNew(service);
    await stepUp(service, me, "add_authenticator");
    service.stack.advanceClock(after);
    expect(await outcome(addApp(me))).toBe(expected);
  });

  test("given two sessions of one person, when one steps up, then the other has not", async () => {
    const person = await service.makeAccount();
    const [mine, other] = [await signIn(service, person), await signIn(service, person)];
    await stepUp(service, mine, "add_authenticator");
    expect([await isRefused(addApp(other)), await isRefused(addApp(mine))]).toEqual([true, false]);
  });

  test("given a step-up that was begun and not answered, when the call is made, then it is refused", async () => {
    const me = await signInNew(service);
    await me.client.startStepUp({ sessionToken: me.sessionToken, body: { action: "add_authenticator" } });
    expect(await isRefused(addApp(me))).toBe(true);
  });

  test("given a session that ended meanwhile, when its step-up is answered, then it is refused", async () => {
    const me = await signInNew(service);
    const { client, sessionToken } = me;
    const login = await client.startStepUp({ sessionToken, body: { action: "add_authenticator" } });
    const held = heldOf(login);
    await client.createChallenge({ ...held, body: { methodId: login.methods[0]?.methodId ?? "" } });
    await client.endSession({ sessionToken });
    const body = { code: newestCode(service, me.person) };
    expect(await outcome(client.verifyLogin({ ...held, body }))).toBe("login_closed");
  });
});

describe("a step-up", () => {
  test("given a second factor, when it is begun, then that alone is due, and its message says what it is for", async () => {
    const { client, sessionToken, person } = await signInNew(service);

    const login = await client.startStepUp({ sessionToken, body: { action: "switch_off" } });

    expect(login).toMatchObject({ status: "pending", purpose: "step_up", needs: ["second_factor"] });
    await client.createChallenge({ ...heldOf(login), body: { methodId: login.methods[0]?.methodId ?? "" } });
    const [to = ""] = person.phones;
    expect(service.stack.messages({ to }).at(-1)?.text).toContain("変更コード");
  });

  test("given no second factor, when it is begun, then the password is due, and a wrong one opens nothing", async () => {
    const me = await signInNew(service, []);
    const { client, sessionToken } = me;
    const held = heldOf(await client.startStepUp({ sessionToken, body: { action: "add_authenticator" } }));

    expect(await outcome(client.verifyLogin({ ...held, body: { password: "wrong-password" } }))).toBe(
      "credentials_invalid",
    );
    expect(await isRefused(addApp(me))).toBe(true);
    expect(await client.verifyLogin({ ...held, body: { password } })).toMatchObject({ status: "complete" });
    expect(await isRefused(addApp(me))).toBe(false);
  });

  test("given an app, when its code proves the step-up, then it counts", async () => {
    const me = await signInNew(service);
    const { key } = await enrolApp(service, me);
    toNextStep(service);
    await stepUp(service, me, "remove_authenticator", { by: "totp", code: () => totpOf(key) });
    expect(await outcome(sensitive.remove_authenticator(me))).toBe("done");
  });

  test("given a stranger, when a step-up is begun without a session, then it is unauthenticated", async () => {
    const answer = await raw(service, "startStepUp", { body: { action: "switch_off" } });
    expect(answer.status).toBe(401);
  });
});

describe("memberSite 4: codes of one purpose for another", () => {
  /** Somebody signed in, with a second login and a step-up under way. */
  async function prepare() {
    const me = await signInNew(service);
    const { client, sessionToken, person } = me;
    const ask = async (login: Awaited<ReturnType<typeof client.startLogin>>) => {
      const held = heldOf(login);
      await client.createChallenge({ ...held, body: { methodId: login.methods[0]?.methodId ?? "" } });
      return { held, code: newestCode(service, person) };
    };
    const body = { identifier: person.identifier, password };
    const signingIn = await ask(await service.from(freshAddress()).startLogin({ body }));
    const stepping = await ask(await client.startStepUp({ sessionToken, body: { action: "add_authenticator" } }));
    return { ...me, signingIn, stepping };
  }

  test("attack 14: given the code of a sign-in, when it is entered for a change, then it is refused, and the other way round", async () => {
    const { client, signingIn, stepping } = await prepare();
    const swapped = [
      client.verifyLogin({ ...stepping.held, body: { code: signingIn.code } }),
      client.verifyLogin({ ...signingIn.held, body: { code: stepping.code } }),
    ];
    expect(await Promise.all(swapped.map(outcome))).toEqual(["challenge_failed", "challenge_failed"]);
  });

  test("attack 14: given a sign-in that is completed beside a step-up, when the call is made, then it is refused", async () => {
    const { client, signingIn, ...me } = await prepare();
    await client.verifyLogin({ ...signingIn.held, body: { code: signingIn.code } });
    expect(await isRefused(addApp({ client, ...me }))).toBe(true);
  });

  test("attack 14: given the code of a new number, when it is entered for a step-up, then it is refused", async () => {
    const { client, sessionToken, stepping, ...me } = await prepare();
    await client.verifyLogin({ ...stepping.held, body: { code: stepping.code } });
    const number = `+8180${String(Date.now()).slice(-8)}`;
    await client.addAuthenticator({ sessionToken, body: { type: "phone", destination: number } });
    const code = newestCode(service, { phones: [number] });
    const answer = stepUp(service, { client, sessionToken, ...me }, "switch_off", { by: "sms_code", code: () => code });
    expect(await outcome(answer)).toBe("challenge_failed");
  });
});
