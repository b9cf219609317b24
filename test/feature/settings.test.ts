import { setTimeout } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { outcome, tally } from "../attack/visitor.ts";
import { freshPhone, type Service, startService } from "../support/service.ts";
import { arrived, enrolApp, makeCodes, raw, signIn, stepUp, toldAt, wordy } from "../support/signed-in.ts";
import { readySettings } from "./at-settings.ts";

let service: Service;

beforeAll(async () => {
  service = await startService({ ...wordy, email: { from: "no-reply@login.example.jp" } });
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

describe("manyChannels 1: settings", () => {
  test("given a new account, when its settings are read, then they say what stands", async () => {
    const { read, person } = await readySettings(service);
    const { methods, ...settings } = await read();
    expect(settings).toEqual({
      version: 0,
      identifier: person.identifier,
      enabled: true,
      maySwitchOff: true,
      trustDays: 30,
      signInNotices: false,
      locale: "ja",
    });
    expect(methods.map(({ type }) => type)).toEqual(["sms_code", "sms_code", "email_code"]);
  });

  test("given a change, when settings are read again, then it stands, and the version is the answer's ETag", async () => {
    const { sessionToken, read } = await readySettings(service);
    const body = { trustDays: 7, signInNotices: true, locale: "en" } as const;
    const answer = await raw(service, "updateSettings", { bearer: sessionToken, ifMatch: '"0"', body });
    expect(answer.headers.get("etag")).toBe('"1"');
    expect(await read()).toMatchObject({ ...body, version: 1 });
    expect(await answer.json()).toEqual(await read());
  });

  test.each([
    [undefined, 400],
    ["x", 400],
    ["*", 400],
    ['"1"', 412],
    ['"0"', 200],
    ["0", 200],
  ])("given settings of version 0, when If-Match is %s, then %i", async (ifMatch, status) => {
    const { sessionToken } = await readySettings(service);
    const sent = { bearer: sessionToken, body: { trustDays: 7 }, ...(ifMatch === undefined ? {} : { ifMatch }) };
    expect((await raw(service, "updateSettings", sent)).status).toBe(status);
  });

  test("given two tabs, when both save at once what they read, then one does, and the other is told", async () => {
    const { changeOn, read } = await readySettings(service);
    const outcomes = await Promise.all(
      [1, 7].map((trustDays) => outcome(changeOn(0, { trustDays: trustDays === 1 ? 1 : 7 }))),
    );
    expect(tally(outcomes)).toEqual({ done: 1, changed_meanwhile: 1 });
    expect((await read()).version).toBe(1);
  });

  test("given a method was added meanwhile, when settings that were read before are saved, then changed_meanwhile", async () => {
    const { changeOn, ...me } = await readySettings(service);
    await enrolApp(service, me);
    expect(await outcome(changeOn(0, { trustDays: 7 }))).toBe("changed_meanwhile");
  });

  test("given several changes of which one is refused, when they are saved, then none is made", async () => {
    const { change, read } = await readySettings(service);
    const before = await read();
    expect(await outcome(change({ trustDays: 7, defaultMethodId: "sms_code.nobodys" }))).toBe("not_found");
    expect(await read()).toEqual(before);
  });

  test.each([
    { trustDays: 8 },
    { locale: "fr" },
    { enabled: "yes" },
    {},
  ])("given %j, when it is saved, then it is 400", async (body) => {
    const { sessionToken } = await readySettings(service);
    expect((await raw(service, "updateSettings", { bearer: sessionToken, ifMatch: '"0"', body })).status).toBe(400);
  });
});

describe("what settings do", () => {
  test("given a default method, when a login begins, then it comes first", async () => {
    const { change, read, begin } = await readySettings(service);
    const { methodId } = (await read()).methods[1] ?? { methodId: "" };
    await change({ defaultMethodId: methodId });
    expect((await begin()).methods[0]?.methodId).toBe(methodId);
  });

  test("given backup codes, when they are to be the default, then not_found; and they come last", async () => {
    const { change, read, ...me } = await readySettings(service);
    await makeCodes(service, me);
    const { methods, backupCodesLeft } = await read();
    const last = methods.at(-1);
    expect([last?.type, backupCodesLeft]).toEqual(["backup_code", 10]);
    expect(await outcome(change({ defaultMethodId: last?.methodId ?? "" }))).toBe("not_found");
  });

  test("given the default method, when its authenticator is removed, then there is no default", async () => {
    const { change, read, client, sessionToken, ...me } = await readySettings(service);
    const { methodId } = (await read()).methods[1] ?? { methodId: "" };
    await change({ defaultMethodId: methodId });
    await stepUp(service, { client, sessionToken, ...me }, "remove_authenticator");
    await client.removeAuthenticator({ sessionToken, params: { authenticatorId: methodId.split(".")[1] ?? "" } });
    expect(await read()).not.toHaveProperty("defaultMethodId");
  });

  test("manyChannels 14: given notices on, when a second factor signs in, then a mail comes; off, then none", async () => {
    const { change, person, email } = await readySettings(service);
    await signIn(service, person);
    await change({ signInNotices: true });
    await signIn(service, person);
    await arrived(service, email, "ログインがありました");
    expect(toldAt(service, email, "ログインがありました")).toHaveLength(1);
  });

  test("manyChannels 14: given notices on and no second step, when the password signs in, then a mail comes", async () => {
    const { change, person, email, ...me } = await readySettings(service);
    await stepUp(service, { person, ...me }, "switch_off");
    await change({ enabled: false, signInNotices: true });
    await signIn(service, person);
    await arrived(service, email, "ログインがありました");
    expect(toldAt(service, email, "ログインがありました")).toHaveLength(1);
  });

  test("manyChannels 14: given notices on and no mail address, when somebody signs in, then no SMS is spent on it", async () => {
    const { change, person } = await readySettings(service, [freshPhone()], []);
    await change({ signInNotices: true });
    const before = service.stack.logs().length;
    await signIn(service, person);
    const told = () =>
      service.stack
        .logs()
        .slice(before)
        .filter((line) => line.includes('"kind":"sign_in"'));
    const giveUp = performance.now() + 10_000;
    while (told().length === 0 && performance.now() < giveUp) await setTimeout(50);
    expect(told()).toEqual([expect.stringContaining('"notice_not_sent"')]);
    expect(toldAt(service, person.phones[0] ?? "", "ログインがありました")).toEqual([]);
  });

  test("given English, when a code is sent, then it is in English", async () => {
    const { change, person } = await readySettings(service);
    await change({ locale: "en" });
    await signIn(service, person);
    const [to = ""] = person.phones;
    expect(service.stack.messages({ to }).at(-1)?.text).toMatch(/^nidan: your code is \d{6}/);
  });
});
