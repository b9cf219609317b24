import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { heldOf, outcome, refusal } from "../attack/visitor.ts";
import { type Service, startService } from "../support/service.ts";
import { arrived, complete, enrolApp, makeCodes, stepUp, toldAt, toNextStep, wordy } from "../support/signed-in.ts";
import { totpOf } from "../support/totp.ts";
import { readySettings } from "./at-settings.ts";

let service: Service;

beforeAll(async () => {
  service = await startService({ ...wordy, email: { from: "no-reply@login.example.jp" } });
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

describe("authenticatorApp 15: switching off", () => {
  /** Somebody with an app and backup codes who has switched off, and how a login goes on then. */
  async function switchedOff() {
    const me = await readySettings(service);
    const app = await enrolApp(service, me);
    const codes = await makeCodes(service, me);
    await stepUp(service, me, "switch_off");
    const answer = await me.change({ enabled: false });
    return { ...me, app, codes, answer };
  }

  test("given a step-up, when it is switched off, then the password alone signs in, and the owner is told", async () => {
    const { begin, answer, email } = await switchedOff();
    expect(answer.enabled).toBe(false);
    expect(await begin()).toMatchObject({ status: "complete", needs: [] });
    await arrived(service, email, "2段階認証が無効になりました");
    expect(toldAt(service, email, "2段階認証が無効になりました")).toHaveLength(1);
  });

  test("given it is off, when it is switched on again, then the app and the codes are dead, and the number works", async () => {
    const { change, read, client, begin, person } = await switchedOff();
    await change({ enabled: true });
    expect(await read()).not.toHaveProperty("backupCodesLeft");
    const login = await begin();
    expect(login.methods.map(({ type }) => type)).toEqual(["sms_code", "sms_code", "email_code"]);
    expect(await outcome(complete(service, client, { login, person }))).toBe("done");
  });

  test("given the app alone, when it was switched off, then it cannot be switched on before there is a method", async () => {
    const me = await readySettings(service, [], []);
    const { key } = await enrolApp(service, me);
    toNextStep(service);
    await stepUp(service, me, "switch_off", { by: "totp", code: () => totpOf(key) });
    await me.change({ enabled: false });
    expect(await outcome(me.change({ enabled: true }))).toBe("last_method");
  });

  test("given no method, when it is switched on, then last_method", async () => {
    const { change } = await readySettings(service, [], []);
    expect(await outcome(change({ enabled: true }))).toBe("last_method");
  });

  test("given a default in the same call, when it is switched off, then it is refused by its place, and nothing is changed", async () => {
    const { change, read, ...me } = await readySettings(service);
    await stepUp(service, me, "switch_off");
    const { methodId } = (await read()).methods[0] ?? { methodId: "" };
    const { errors } = await refusal(change({ enabled: false, defaultMethodId: methodId }));
    expect(errors).toMatchObject([{ pointer: "/defaultMethodId" }]);
    expect(await read()).toMatchObject({ enabled: true, version: 0 });
  });

  test("given a default, when it is switched off, then it is forgotten with the rest", async () => {
    const { change, read, ...me } = await readySettings(service);
    const { methodId } = (await read()).methods[1] ?? { methodId: "" };
    await change({ defaultMethodId: methodId });
    await stepUp(service, me, "switch_off");
    expect(await change({ enabled: false })).not.toHaveProperty("defaultMethodId");
    expect(await read()).not.toHaveProperty("defaultMethodId");
  });

  test("given a login that waits for its code, when it is switched off, then the code still is due there", async () => {
    const { client, begin, change, ...me } = await readySettings(service);
    const waiting = await begin();
    await stepUp(service, { client, ...me }, "switch_off");
    await change({ enabled: false });
    expect(await outcome(client.issueToken(heldOf(waiting)))).toBe("login_closed");
  });
});
