import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { outcome, refusal, wrongCodes } from "../attack/visitor.ts";
import { pairApp, startPairing } from "../support/paired.ts";
import { freshPhone, type Service, startService } from "../support/service.ts";
import { arrived, raw, signIn, signInNew, stepUp, wordy } from "../support/signed-in.ts";
import { totpOf } from "../support/totp.ts";

let service: Service;
beforeAll(async () => {
  service = await startService(wordy);
});
afterEach(() => {
  service.stack.resetClock();
  service.stack.clearFaults();
});
afterAll(() => service.stack.close());

/** Somebody signed in twice: where the code is shown, and on the phone. */
async function twoScreens() {
  const pc = await signInNew(service);
  const phone = await signIn(service, pc.person);
  const shown = await startPairing(service, pc, "my phone");
  const enter = (code: string, app?: object) =>
    phone.client.activateAuthenticator({
      sessionToken: phone.sessionToken,
      params: { authenticatorId: shown.authenticatorId },
      body: { code, ...(app === undefined ? {} : { app }) },
    });
  const list = async () => (await pc.client.listAuthenticators(pc)).authenticators.filter(({ type }) => type === "app");
  return { pc, phone, shown, enter, list };
}

describe("pairing an app", () => {
  test("given the code of the other screen, when it is entered where the person is signed in, then the app is paired and its owner told", async () => {
    const { pc, shown, enter, list } = await twoScreens();
    expect(shown.code).toMatch(/^\d{8}$/);
    expect((await list())[0]).toMatchObject({ status: "pending", methodIds: [] });

    const paired = await enter(`${shown.code.slice(0, 4)} ${shown.code.slice(4)}`);

    expect(paired).toMatchObject({ type: "app", name: "my phone", status: "active" });
    // A page has its session already.
    expect(paired).not.toHaveProperty("sessionToken");
    expect((await list())[0]).toMatchObject({ methodIds: [`app.${shown.authenticatorId}`] });
    await arrived(service, pc.person.phones[0] ?? "", "認証方法が追加されました");
  });

  test("given the code's page, when its address is read, then the code stands in the fragment, which no server sees", async () => {
    const { shown } = await twoScreens();
    expect(shown.uri).toBe(`${service.stack.origin}/settings/approvals#${shown.code}`);
  });

  test.each([
    [9 * 60 + 59, "done"],
    [10 * 60 + 1, "code_expired"],
  ])("given the code is %i s old, when it is entered, then: %s", async (age, expected) => {
    const { shown, enter } = await twoScreens();
    service.stack.advanceClock(age);
    expect(await outcome(enter(shown.code))).toBe(expected);
  });

  test("given five wrong codes, when the right one is entered, then it is refused", async () => {
    const { shown, enter } = await twoScreens();
    const wrong = wrongCodes(shown.code.slice(2), 5).map((code) => `${shown.code.slice(0, 2)}${code}`);
    for (const code of wrong) expect(await outcome(enter(code))).toBe("challenge_failed");
    expect(await outcome(enter(shown.code))).toBe("too_many_attempts");
  });

  test("given the code was used, when it is entered again, then there is nothing to prove", async () => {
    const { shown, enter } = await twoScreens();
    await enter(shown.code);
    expect(await outcome(enter(shown.code))).toBe("not_found");
  });

  test("given another account's session, when the code is entered there, then there is no such thing", async () => {
    const { shown } = await twoScreens();
    const other = await signInNew(service);
    const params = { authenticatorId: shown.authenticatorId };
    const entered = other.client.activateAuthenticator({ ...other, params, body: { code: shown.code } });
    expect(await outcome(entered)).toBe("not_found");
  });

  test("given no fresh second factor, when a code is asked for, then it is refused", async () => {
    const me = await signInNew(service);
    const asked = me.client.addAuthenticator({ ...me, body: { type: "app" } });
    expect(await outcome(asked)).toBe("insufficient_user_authentication");
  });

  test("given no other method, when a code is asked for, then another has to stand beside it", async () => {
    const me = await signInNew(service, []);
    await stepUp(service, me, "add_authenticator");
    expect(await outcome(me.client.addAuthenticator({ ...me, body: { type: "app" } }))).toBe("last_method");
  });

  test("given an app beside a number, when the number is to be removed, then it stays: an app alone locks people out", async () => {
    const me = await signInNew(service, [freshPhone()]);
    await pairApp(service, me);
    const phone = (await me.client.listAuthenticators(me)).authenticators.find(({ type }) => type === "phone");
    await stepUp(service, me, "remove_authenticator");
    const params = { authenticatorId: phone?.authenticatorId ?? "" };
    expect(await outcome(me.client.removeAuthenticator({ ...me, params }))).toBe("last_method");
  });
});

describe("the app's push token", () => {
  test.each([
    "fcm",
    "apns",
  ] as const)("given a token of %s, when it is handed over, then SNS has an endpoint for it", async (platform) => {
    const me = await signInNew(service);
    const { authenticatorId } = await pairApp(service, me, { platform });
    const account = await service.dependencies.directory.findAccount(me.person.sub);
    const app = account?.authenticators.find((one) => one.authenticatorId === authenticatorId);
    const name = { fcm: "GCM", apns: "APNS" }[platform];
    expect(app?.push).toEqual({ platform, endpoint: expect.stringContaining(`:endpoint/${name}/nidan-${platform}/`) });
  });

  test("given a token that the platform does not know, when it is handed over, then it is named, and the code still works", async () => {
    const { shown, enter } = await twoScreens();
    const problem = await refusal(enter(shown.code, { push: { platform: "fcm", token: "invalid-token-of-nothing" } }));
    expect(problem.errors?.[0]?.pointer).toBe("/app/push/token");
    expect(await outcome(enter(shown.code))).toBe("done");
  });

  test("given SNS does not answer well, when a token is handed over, then nothing is paired and it can be tried again", async () => {
    const { shown, enter, list } = await twoScreens();
    const app = { push: { platform: "fcm", token: "token-0123456789abcdef" } };
    service.stack.setFault({ service: "sns", fault: "error", times: 2 });
    expect(await outcome(enter(shown.code, app))).toBe("unavailable");
    expect((await list())[0]?.status).toBe("pending");
    expect(await outcome(enter(shown.code, app))).toBe("done");
  });

  test("given a number that waits to be proved, when an app is named with its code, then that is refused", async () => {
    const me = await signInNew(service);
    await stepUp(service, me, "add_authenticator");
    const { authenticatorId, totp } = await me.client.addAuthenticator({ ...me, body: { type: "totp" } });
    expect(totp).toBeDefined();
    const body = { code: totpOf(totp?.key ?? ""), app: {} };
    const problem = await refusal(me.client.activateAuthenticator({ ...me, params: { authenticatorId }, body }));
    expect(problem.errors?.[0]?.pointer).toBe("/app");
  });
});

describe("the app's own session", () => {
  test("given a paired app, when it presents its session for anything but approvals, then it opens nothing", async () => {
    const me = await signInNew(service);
    const { sessionToken: bearer } = await pairApp(service, me);
    for (const name of ["getSettings", "listAuthenticators", "getBackupCodes"] as const) {
      expect((await raw(service, name, { bearer })).status).toBe(401);
    }
    const startStepUp = await raw(service, "startStepUp", { bearer, body: { action: "switch_off" } });
    expect(startStepUp.status).toBe(401);
  });
});
