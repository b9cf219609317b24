import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { enterPassword, heading } from "./steps.ts";
import { type Suite, startSuite } from "./suite.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite({ risk: { networks: ["127.0.0.0/8", "::1/128"], refuseAt: 61 } });
});
afterAll(() => suite.close());

test("given a sign-in that risk refuses, when its password was right, then the page says so, by nothing that a thief could use", async () => {
  const person = await suite.person();
  const page = await suite.open("/login");
  await enterPassword(page, person);
  await heading(page, "ログインできませんでした").waitFor();
  const text = await page.getByRole("main").innerText();
  expect(text).toContain("安全のため、このログインは受け付けられませんでした。");
  expect(text).not.toMatch(/パスワード|環境|地域|ブラウザ/);
  expect(
    suite.stack.messages({ to: person.phones[0], channel: "sms" }).filter(({ text }) => /\d{6}/.test(text)),
  ).toEqual([]);
  await page.getByRole("button", { name: "最初からやり直す" }).click();
  await heading(page, "ログイン").waitFor();
});
