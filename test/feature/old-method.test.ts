import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { heldOf, outcome, refusal } from "../attack/visitor.ts";
import { freshPhone, type Service, startService } from "../support/service.ts";
import {
  type Answering,
  enrolApp,
  makeCodes,
  replacing,
  type SignedIn,
  signInNew,
  stepUp,
  wordy,
} from "../support/signed-in.ts";
import { totpOf } from "../support/totp.ts";

let service: Service;

beforeAll(async () => {
  service = await startService(wordy);
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

/** Somebody with a number, an app and backup codes. */
async function equipped() {
  const me = await signInNew(service);
  const [{ authenticatorId: phoneId } = { authenticatorId: "" }] = await listed(me);
  const app = await enrolApp(service, me);
  const [code = ""] = await makeCodes(service, me);
  service.stack.advanceClock(30);
  const byApp: Answering = { by: "totp", code: () => totpOf(app.key) };
  const byBackupCode: Answering = { by: "backup_code", code: () => code };
  const { client, sessionToken } = me;
  const addApp = () => client.addAuthenticator({ sessionToken, body: { type: "totp" } });
  const addPhone = (replaces?: string) => {
    const body = { type: "phone", destination: freshPhone() } as const;
    return client.addAuthenticator({ sessionToken, body: replaces === undefined ? body : { ...body, replaces } });
  };
  return { ...me, phoneId, app, byApp, byBackupCode, addApp, addPhone };
}

const listed = async ({ client, sessionToken }: SignedIn) =>
  (await client.listAuthenticators({ sessionToken })).authenticators;

const refused = "insufficient_user_authentication";

describe("memberSite 9: the old method allows its own end", () => {
  test("given the old app's code, when a new app is added, then it is", async () => {
    const { app, byApp, addApp, ...me } = await equipped();
    await stepUp(service, me, replacing(app.authenticatorId), byApp);
    expect(await outcome(addApp())).toBe("done");
  });

  test("given a code by the other method, when what it proved is used to replace the app, then a proof of the app is asked", async () => {
    const { app, addApp, ...me } = await equipped();
    await stepUp(service, me, "add_authenticator");
    expect(await refusal(addApp())).toMatchObject({
      status: 401,
      code: refused,
      action: "replace_authenticator",
      authenticatorId: app.authenticatorId,
    });
  });

  test("given the app is to be replaced, when its proof begins, then only the app and backup codes are offered, before and after it is read", async () => {
    const { app, client, sessionToken } = await equipped();
    const login = await client.startStepUp({ sessionToken, body: replacing(app.authenticatorId) });
    const read = await client.getLogin(heldOf(login));
    expect([login, read].map(({ methods }) => methods.map(({ type }) => type))).toEqual([
      ["totp", "backup_code"],
      ["totp", "backup_code"],
    ]);
  });

  test("given the app is to be replaced, when its proof asks for an SMS all the same, then nothing is sent", async () => {
    const { app, phoneId, client, sessionToken, person } = await equipped();
    const login = await client.startStepUp({ sessionToken, body: replacing(app.authenticatorId) });
    // Notices of what was set up before may still come.
    const sent = () =>
      service.stack.messages({ to: person.phones[0] }).filter(({ text }) => /#\d{6}/.test(text)).length;
    const before = sent();
    const asked = client.createChallenge({ ...heldOf(login), body: { methodId: `sms_code.${phoneId}` } });
    expect(await outcome(asked)).toBe("not_found");
    expect(sent()).toBe(before);
  });

  test("given a proof for the end of one, when another is to be replaced, then it is none", async () => {
    const { app, byApp, phoneId, addPhone, ...me } = await equipped();
    await stepUp(service, me, replacing(app.authenticatorId), byApp);
    expect(await outcome(addPhone(phoneId))).toBe(refused);
    expect(await outcome(addPhone(app.authenticatorId))).toBe("done");
  });

  test("given a proof for the end of one, when another is removed, then it is none", async () => {
    const { app, byApp, phoneId, ...me } = await equipped();
    await stepUp(service, me, replacing(app.authenticatorId), byApp);
    const { client, sessionToken } = me;
    const remove = client.removeAuthenticator({ sessionToken, params: { authenticatorId: phoneId } });
    expect(await outcome(remove)).toBe(refused);
  });

  test("given a new app and another method named, when it is added, then it is refused by its place", async () => {
    const { client, sessionToken, phoneId } = await equipped();
    const { errors } = await refusal(
      client.addAuthenticator({ sessionToken, body: { type: "totp", replaces: phoneId } }),
    );
    expect(errors).toMatchObject([{ pointer: "/replaces" }]);
  });

  test.each([
    { action: "replace_authenticator" },
    { action: "add_authenticator", authenticatorId: "one" },
  ] as const)("given %j, when a step-up begins, then it is refused by its place", async (body) => {
    const { client, sessionToken } = await signInNew(service);
    const { errors } = await refusal(client.startStepUp({ sessionToken, body }));
    expect(errors).toMatchObject([{ pointer: "/authenticatorId" }]);
  });

  test("given another person's, when a step-up for its end begins, then it is not found", async () => {
    const { phoneId } = await equipped();
    const { client, sessionToken } = await signInNew(service);
    expect(await outcome(client.startStepUp({ sessionToken, body: replacing(phoneId) }))).toBe("not_found");
  });

  test("given two new apps, when both are proved one after the other, then the second does not put itself in the first one's place", async () => {
    const me = await signInNew(service);
    const { client, sessionToken } = me;
    await stepUp(service, me, "add_authenticator");
    const add = () => client.addAuthenticator({ sessionToken, body: { type: "totp" } });
    const outcomes = [];
    for (const { authenticatorId, totp } of [await add(), await add()]) {
      const body = { code: totpOf(totp?.key ?? "") };
      outcomes.push(await outcome(client.activateAuthenticator({ sessionToken, params: { authenticatorId }, body })));
    }
    expect(outcomes).toEqual(["done", "changed_meanwhile"]);
  });

  test("given a new number whose tries are used up, when its code is asked for again, then nothing is sent", async () => {
    const me = await signInNew(service);
    const { client, sessionToken } = me;
    await stepUp(service, me, "add_authenticator");
    const destination = freshPhone();
    const add = () => client.addAuthenticator({ sessionToken, body: { type: "phone", destination } });
    const { authenticatorId } = await add();
    const code = /\d{6}/.exec(service.stack.messages({ to: destination })[0]?.text ?? "")?.[0];
    const body = { code: code === "000000" ? "111111" : "000000" };
    for (let tries = 0; tries < 5; tries += 1) {
      await outcome(client.activateAuthenticator({ sessionToken, params: { authenticatorId }, body }));
    }
    service.stack.advanceClock(30);
    expect(await outcome(add())).toBe("too_many_attempts");
    expect(service.stack.messages({ to: destination })).toHaveLength(1);
  });
});

describe("a backup code in place of the old method", () => {
  test("given the service lets it, when a new app is added after one, then it is", async () => {
    const { app, byBackupCode, addApp, ...me } = await equipped();
    await stepUp(service, me, replacing(app.authenticatorId), byBackupCode);
    expect(await outcome(addApp())).toBe("done");
  });
});
