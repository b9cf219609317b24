import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { changePage, elsewhere } from "../support/password-verifier.ts";
import { inspect } from "./inspection.ts";
import { link } from "./settings-steps.ts";
import { heading } from "./steps.ts";
import { type Suite, startSuite } from "./suite.ts";

const forgottenPassword = "https://www.example.jp/password/forgotten";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite({ ...elsewhere, support: { forgottenPassword } });
});
afterAll(() => suite.close());

test.each([
  "/settings/password",
  "/password/forgotten",
  "/password/reset",
])("given passwords elsewhere, when %s is opened, then it leads there, at any size", async (path) => {
  const page = await suite.open(path);
  await heading(page, "パスワードの変更・再設定について").waitFor();
  expect(await link(page, "パスワードを変更する").getAttribute("href")).toBe(changePage);
  expect(await link(page, "パスワードを忘れた方").getAttribute("href")).toBe(forgottenPassword);
  const found = await inspect(page, `passwords-elsewhere${path.replaceAll("/", "-")}`);
  expect(found).toEqual({ axe: [], overflow: [], small: [], zoom: [] });
});

test("given passwords elsewhere, when a login was denied, then the change of the password is over there", async () => {
  const page = await suite.open("/login/ended?reason=denied");
  await link(page, "パスワードを変更する").waitFor();
  expect(await link(page, "パスワードを変更する").getAttribute("href")).toBe(changePage);
});

test("given passwords elsewhere, when not me is to be said, then nothing is promised that goes with a password chosen here", async () => {
  const page = await suite.open("/not-me#token");
  await heading(page, "心当たりがない場合の手続き").waitFor();
  expect(await page.getByText("過去14日間").count()).toBe(0);
});
