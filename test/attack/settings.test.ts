import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { freshPhone, type Service, startService } from "../support/service.ts";
import {
  arrived,
  enrolApp,
  makeCodes,
  raw,
  replacing,
  signInNew,
  stepUp,
  toldAt,
  wordy,
} from "../support/signed-in.ts";
import { heldOf, outcome } from "./visitor.ts";

let service: Service;

/** A service that lets nobody switch off, shows no codes again, and takes none for a method that is replaced. */
beforeAll(async () => {
  service = await startService({ ...wordy, selfDisable: false, backupCodes: { mayReveal: false, mayReplace: false } });
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

describe("attack 41: a session alone", () => {
  test("attack 41: given a session, when a number is added, changed or removed, then 401, and nothing has changed", async () => {
    const { client, sessionToken } = await signInNew(service);
    const { authenticators } = await client.listAuthenticators({ sessionToken });
    const [{ authenticatorId } = { authenticatorId: "" }] = authenticators;
    const destination = freshPhone();
    const statuses = [];
    for (const body of [
      { type: "phone", destination },
      { type: "phone", destination, replaces: authenticatorId },
      { type: "totp" },
      { type: "totp", replaces: authenticatorId },
    ]) {
      statuses.push((await raw(service, "addAuthenticator", { bearer: sessionToken, body })).status);
    }
    const sent = { bearer: sessionToken, params: { authenticatorId } };
    statuses.push((await raw(service, "removeAuthenticator", sent)).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401]);
    expect(await client.listAuthenticators({ sessionToken })).toEqual({ authenticators });
    expect(service.stack.messages({ to: destination })).toEqual([]);
  });

  test("attack 41: given one removes a number after a step-up, when notices are sent, then that number is told", async () => {
    const [gone, kept] = [freshPhone(), freshPhone()];
    const me = await signInNew(service, [gone, kept]);
    const { client, sessionToken } = me;
    await stepUp(service, me, "remove_authenticator");
    const { authenticators } = await client.listAuthenticators({ sessionToken });
    const { authenticatorId = "" } = authenticators.find(({ hint }) => hint.endsWith(gone.slice(-4))) ?? {};
    await client.removeAuthenticator({ sessionToken, params: { authenticatorId } });
    await Promise.all([gone, kept].map((to) => arrived(service, to, "認証方法が削除されました")));
    expect([gone, kept].map((to) => toldAt(service, to, "認証方法が削除されました").length)).toEqual([1, 1]);
  });
});

describe("attack 34: showing backup codes", () => {
  test("attack 34: given a session alone, when codes are shown or made, then 401", async () => {
    const { sessionToken } = await signInNew(service);
    const answers = [
      await raw(service, "revealBackupCodes", { bearer: sessionToken }),
      await raw(service, "makeBackupCodes", { bearer: sessionToken }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
  });

  test("given a service that shows no codes again, when they are to be shown after a step-up, then forbidden, and nothing is kept that could", async () => {
    const me = await signInNew(service);
    const { client, sessionToken } = me;
    await makeCodes(service, me);
    await stepUp(service, me, "reveal_backup_codes");
    expect(await outcome(client.revealBackupCodes({ sessionToken }))).toBe("forbidden");
    const account = await service.dependencies.directory.findAccount(me.person.sub);
    expect(account?.authenticators.map(({ codes }) => codes?.shown)).toEqual([undefined, undefined]);
    expect((await client.getBackupCodes({ sessionToken })).canReveal).toBe(false);
  });
});

describe("memberSite 9: a service that takes no backup code for a method that is replaced", () => {
  test("given backup codes, when an app's end is to be proved, then the app alone is offered, and a code is not asked", async () => {
    const { client, sessionToken, ...me } = await signInNew(service);
    const { authenticatorId } = await enrolApp(service, { client, sessionToken, ...me });
    await makeCodes(service, { client, sessionToken, ...me });
    const login = await client.startStepUp({ sessionToken, body: replacing(authenticatorId) });
    expect(login.methods.map(({ type }) => type)).toEqual(["totp"]);
    const asked = client.createChallenge({ ...heldOf(login), body: { methodId: "backup_code.backup-codes" } });
    expect(await outcome(asked)).toBe("not_found");
  });
});

describe("memberSite 11: a service that lets nobody switch off", () => {
  test("given a step-up, when it is switched off, then self_disable_off, and the settings said so", async () => {
    const me = await signInNew(service);
    const { client, sessionToken } = me;
    await stepUp(service, me, "switch_off");
    const { version: ifMatch, maySwitchOff } = await client.getSettings({ sessionToken });
    expect(maySwitchOff).toBe(false);
    expect(await outcome(client.updateSettings({ sessionToken, ifMatch, body: { enabled: false } }))).toBe(
      "self_disable_off",
    );
    expect(await client.getSettings({ sessionToken })).toMatchObject({ enabled: true, version: ifMatch });
  });
});
