import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { minutes, toSeconds } from "../../shared/domain/duration.ts";
import { heldOf, outcome, refusal, wrongCode } from "../attack/visitor.ts";
import { password, type Service, startService } from "../support/service.ts";
import {
  addApp,
  complete,
  enrolApp,
  makeCodes,
  signIn,
  signInNew,
  stepUp,
  toNextStep,
  wordy,
} from "../support/signed-in.ts";
import { fromBase32, totpOf } from "../support/totp.ts";

let service: Service;

beforeAll(async () => {
  service = await startService(wordy);
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

describe("authenticator app", () => {
  test("authenticatorApp 4, 6: given an app that was proved by six digits, when its next code signs in, then the result claims two factors", async () => {
    const me = await signInNew(service);
    const { key } = await enrolApp(service, me);
    service.stack.advanceClock(30);
    const client = me.client;
    const login = await client.startLogin({ body: { identifier: me.person.identifier, password } });

    const answering = { by: "totp", code: () => totpOf(key) } as const;
    const done = await complete(service, client, { login, person: me.person, answering });

    const { token } = await client.issueToken(heldOf(done));
    expect(decodeJwt(token)).toMatchObject({ amr: ["pwd", "otp", "mfa"], acr: "urn:nidan:acr:2" });
  });

  test("given the app of a login, when it is asked, then nothing is sent and the challenge lasts as long as the login", async () => {
    const me = await signInNew(service);
    const { authenticatorId } = await enrolApp(service, me);
    const login = await me.client.startLogin({ body: { identifier: me.person.identifier, password } });
    const codes = () => service.stack.messages().filter(({ text }) => text.includes("コード")).length;
    const before = codes();

    const { challenge, expiresAt } = await me.client.createChallenge({
      ...heldOf(login),
      body: { methodId: `totp.${authenticatorId}` },
    });

    expect(challenge).toMatchObject({ type: "totp", delivery: "none", expiresAt, sendsLeft: 5 });
    expect(codes()).toBe(before);
  });

  test("authenticatorApp 2, 3: given a new app, when it is added, then key, account and URI say the same, and the QR is an SVG", async () => {
    const { client, sessionToken, person, ...me } = await signInNew(service);
    await stepUp(service, { client, sessionToken, person, ...me }, "add_authenticator");

    const { totp, status } = await client.addAuthenticator({ sessionToken, body: { type: "totp" } });

    const uri = new URL(totp?.uri ?? "");
    expect(status).toBe("pending");
    expect(fromBase32(totp?.key ?? "")).toHaveLength(20);
    expect(totp?.account).toBe(person.identifier);
    expect(uri.protocol + uri.host).toBe("otpauth:totp");
    expect(decodeURIComponent(uri.pathname)).toBe(`/nidan:${person.identifier}`);
    expect(Object.fromEntries(uri.searchParams)).toMatchObject({ secret: totp?.key, issuer: "nidan" });
    expect(totp?.qrSvg).toMatch(/^<svg[^>]*viewBox/);
  });

  test("authenticatorApp 4: given a wrong code, when an app is proved by it, then it stays off and a try is gone", async () => {
    const me = await signInNew(service, []);
    const { authenticatorId, key } = await addApp(service, me);
    const { client, sessionToken } = me;
    const body = { code: wrongCode(totpOf(key)) };

    const { code, attemptsLeft } = await refusal(
      client.activateAuthenticator({ sessionToken, params: { authenticatorId }, body }),
    );

    expect({ code, attemptsLeft }).toEqual({ code: "challenge_failed", attemptsLeft: 4 });
    expect(await client.getSettings({ sessionToken })).toMatchObject({ enabled: false, methods: [] });
  });

  test("authenticatorApp 1: given an account without a second factor, when its first app is proved, then verification is on", async () => {
    const me = await signInNew(service, []);
    const { authenticatorId } = await enrolApp(service, me);

    const settings = await me.client.getSettings({ sessionToken: me.sessionToken });

    expect(settings).toMatchObject({ enabled: true, methods: [{ methodId: `totp.${authenticatorId}`, type: "totp" }] });
  });

  test.each([
    [minutes(15) - 5000, "done"],
    [minutes(15) + 1000, "code_expired"],
  ])("given an app that waits for its proof, when %i ms have gone, then proving it is %s", async (after, expected) => {
    const { client, sessionToken, ...me } = await signInNew(service);
    const { authenticatorId, key } = await addApp(service, { client, sessionToken, ...me });

    service.stack.advanceClock(toSeconds(after));

    const body = { code: totpOf(key) };
    expect(await outcome(client.activateAuthenticator({ sessionToken, params: { authenticatorId }, body }))).toBe(
      expected,
    );
  });

  test("given an app that was abandoned, when its time is over, then it shows no more and nothing has changed", async () => {
    const me = await signInNew(service);
    const { client, sessionToken } = me;
    const { authenticators } = await client.listAuthenticators({ sessionToken });
    await addApp(service, me);

    service.stack.advanceClock(toSeconds(minutes(15)));

    expect((await client.listAuthenticators({ sessionToken })).authenticators).toEqual(authenticators);
  });

  test("memberSite 6: given an app, when everything else is read, before and after it is proved, then the key shows nowhere again", async () => {
    const me = await signInNew(service);
    const { client, sessionToken } = me;
    const app = await addApp(service, me);
    const answers = [];
    for (const isProved of [false, true]) {
      if (isProved) {
        const body = { code: totpOf(app.key) };
        answers.push(
          await client.activateAuthenticator({ sessionToken, params: { authenticatorId: app.authenticatorId }, body }),
        );
      }
      answers.push(await client.listAuthenticators({ sessionToken }), await client.getSettings({ sessionToken }));
    }
    const stored = JSON.stringify(await service.dependencies.directory.findAccount(me.person.sub));

    for (const text of [JSON.stringify(answers), stored, service.stack.logs().join("")]) {
      expect(text).not.toContain(app.key);
      for (const form of ["base64", "base64url", "hex"] as const)
        expect(text).not.toContain(fromBase32(app.key).toString(form));
    }
  });

  test("given an app, when another is proved, then the old works until then and is dead from then on, and the backup codes with it", async () => {
    const me = await signInNew(service);
    const { client, sessionToken, person } = me;
    const old = await enrolApp(service, me);
    await makeCodes(service, me);
    const next = await addApp(service, me, old);
    toNextStep(service);
    await signIn(service, person, { by: "totp", code: () => totpOf(old.key) });

    const body = { code: totpOf(next.key) };
    await client.activateAuthenticator({ sessionToken, params: { authenticatorId: next.authenticatorId }, body });

    service.stack.advanceClock(30);
    const { methods, backupCodesLeft } = await client.getSettings({ sessionToken });
    expect(methods.map(({ methodId }) => methodId)).toEqual([
      expect.stringMatching(/^sms_code\./),
      `totp.${next.authenticatorId}`,
    ]);
    expect(backupCodesLeft).toBeUndefined();
    const answer = (key: string) => signIn(service, person, { by: "totp", code: () => totpOf(key) });
    expect(await outcome(answer(old.key))).toBe("challenge_failed");
    expect(await outcome(answer(next.key))).toBe("done");
  });
});
