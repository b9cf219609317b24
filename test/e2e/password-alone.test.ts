import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { approve, linkPath, numberOn } from "./links.ts";
import { enterIdentifier, enterPasswordAlone, ordered } from "./order-steps.ts";
import { link } from "./settings-steps.ts";
import { choose, heading } from "./steps.ts";
import { type Suite, startSuite } from "./suite.ts";

let suite: Suite;
beforeAll(async () => {
  const links = { sms: "approve", email: "continue" } as const;
  suite = await startSuite(ordered("approval_first", { links, login: { passwordAlone: true } }));
});
afterEach(() => suite.stack.resetClock());
afterAll(() => suite.close());

const waiting = "別の端末での確認をお待ちしています";

test("appApproval 17: given a one-time URL, when it is approved on the phone, then the password page follows, and the session", async () => {
  const person = await suite.person();
  const page = await suite.open("/login");
  await enterIdentifier(page, person.identifier);
  await heading(page, waiting).waitFor();
  const phone = await suite.open(linkPath(suite, person));
  await approve(phone, await numberOn(page));
  await heading(page, "パスワードの入力").waitFor();
  await enterPasswordAlone(page, person.password);
  await heading(page, "ログインしました").waitFor();
});

test("appApproval 22: given the service lets the password come first, when it has, then the page waits on, and the approval ends it", async () => {
  const person = await suite.person();
  const page = await suite.open("/login");
  await enterIdentifier(page, person.identifier);
  await heading(page, waiting).waitFor();
  await link(page, "パスワードを先に入力する").click();
  await enterPasswordAlone(page, person.password);
  await heading(page, waiting).waitFor();
  const phone = await suite.open(linkPath(suite, person));
  await approve(phone, await numberOn(page));
  await heading(page, "ログインしました").waitFor();
});

test("manyChannels 8: given a URL that goes on, when it is opened in another browser, then the page says to open it where the login began", async () => {
  const person = await suite.person(0, 1);
  const page = await suite.open("/login");
  await enterIdentifier(page, person.identifier);
  await heading(page, "届いたURLを開いてください").waitFor();
  const other = await suite.open(linkPath(suite, person));
  await heading(other, "ログインを始めたブラウザで開いてください").waitFor();
  expect(await other.locator("input").count()).toBe(0);

  const tab = await page.context().newPage();
  await tab.goto(suite.stack.origin + linkPath(suite, person));
  await tab.getByRole("button", { name: /ログイン/ }).click();
  await enterPasswordAlone(tab, person.password);
  await heading(tab, "ログインしました").waitFor();
});

test("given a URL by SMS was asked first, when a code is chosen instead, then the page asks for it before the password", async () => {
  const person = await suite.person();
  const page = await suite.open("/login");
  await enterIdentifier(page, person.identifier);
  await heading(page, waiting).waitFor();
  await link(page, "別の方法で認証する").click();
  await choose(page, "sms_code");
  await page.getByRole("button", { name: "認証コードを送信する" }).click();
  await heading(page, "認証コードの入力").waitFor();
});

test("the pages throw nothing, and their policy stops nothing", () => {
  expect(suite.complaints).toEqual([]);
});
