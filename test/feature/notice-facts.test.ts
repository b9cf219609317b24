import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { createClient } from "../../shared/contract/client.ts";
import { freshAddress, heldOf, newestCode, outcome, wrongCode } from "../attack/visitor.ts";
import { password, roomy, type Service, startService, type TestAccount } from "../support/service.ts";
import { arrived, complete, stepUp, toldAt } from "../support/signed-in.ts";
import { readySettings } from "./at-settings.ts";

const chrome =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";
const facts = ["ブラウザ：Chrome / Windows", "地域：東京都"];
let service: Service;

beforeAll(async () => {
  service = await startService({ ...roomy, attempts: { perSubjectHour: 5 }, email: { from: "no-reply@example.jp" } });
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

/** A browser with that name, in Tokyo by CloudFront's word. */
const browserOf = (userAgent: string) =>
  createClient(service.stack.origin, (url, init) => {
    const headers = new Headers(init?.headers);
    const edge = { ...service.edgeHeaders(freshAddress()), "user-agent": userAgent };
    const area = { "cloudfront-viewer-country": "JP", "cloudfront-viewer-country-region": "13" };
    for (const [name, value] of Object.entries({ ...edge, ...area })) headers.set(name, value);
    return fetch(url, { ...init, headers });
  });

/** Signs in by such a browser. */
async function signInBy(userAgent: string, person: TestAccount) {
  const client = browserOf(userAgent);
  const login = await client.startLogin({ body: { identifier: person.identifier, password } });
  const done = await complete(service, client, { login, person });
  const { sessionToken = "" } = await client.issueToken({ ...heldOf(done), body: { session: "bearer" } });
  return { client, sessionToken, person };
}

const mailOf = async (email: string, words: string) => {
  await arrived(service, email, words);
  const [mail] = toldAt(service, email, words);
  return { text: mail?.text ?? "", html: mail?.html ?? "" };
};

describe("what a notice tells", () => {
  test("given a sign-in, when its owner is told, then with when, the browser, the system and the area", async () => {
    const { change, person, email } = await readySettings(service);
    await change({ signInNotices: true });
    await signInBy(chrome, person);
    const { text } = await mailOf(email, "ログインがありました");
    expect(text).toMatch(/日時：\d{4}年\d+月\d+日 \d+:\d{2}（日本時間）/);
    expect(facts.filter((fact) => !text.includes(fact))).toEqual([]);
  });

  test("given a change of settings, when its owner is told, then with the browser that is signed in", async () => {
    const { person, email } = await readySettings(service);
    const me = await signInBy(chrome, person);
    await stepUp(service, me, "make_backup_codes");
    await me.client.makeBackupCodes({ sessionToken: me.sessionToken });
    const { text } = await mailOf(email, "バックアップコードが作成されました");
    expect(facts.filter((fact) => !text.includes(fact))).toEqual([]);
  });

  test("given somebody who guesses codes, when the owner is told, then with the guesser's browser and area", async () => {
    const { person, email } = await readySettings(service);
    const client = browserOf(chrome);
    const login = await client.startLogin({ body: { identifier: person.identifier, password } });
    await client.createChallenge({ ...heldOf(login), body: { methodId: login.methods[0]?.methodId ?? "" } });
    const code = wrongCode(newestCode(service, person));
    for (const _ of [1, 2, 3, 4, 5]) await outcome(client.verifyLogin({ ...heldOf(login), body: { code } }));
    const next = await client.startLogin({ body: { identifier: person.identifier, password } });
    service.stack.advanceClock(60);
    await client.createChallenge({ ...heldOf(next), body: { methodId: next.methods[0]?.methodId ?? "" } });
    expect(await outcome(client.verifyLogin({ ...heldOf(next), body: { code } }))).toBe("too_many_attempts");
    const { text } = await mailOf(email, "認証の失敗が続いています");
    expect(facts.filter((fact) => !text.includes(fact))).toEqual([]);
  });

  test.each([
    '<img onerror="alert(1)">/1.0 (x)',
    "<a href=evil.example>Reset</a>/1.0 (x)",
    "=HYPERLINK(evil)/1.0 x",
  ])("attack 37 (mails): given a browser that calls itself %s, when the owner is told, then nothing of it stands there", async (name) => {
    const { change, person, email } = await readySettings(service);
    await change({ signInNotices: true });
    await signInBy(name, person);
    const { text, html } = await mailOf(email, "ログインがありました");
    expect([text, html].filter((form) => /img|evil|HYPERLINK|onerror/i.test(form))).toEqual([]);
    // The one link there is: our own.
    expect(html.match(/href="[^"#]*/g)).toEqual([`href="${service.stack.origin}/not-me`]);
    expect(text).toContain("地域：東京都");
  });
});
