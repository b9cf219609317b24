import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { linkPath, openBeside, toMailWait } from "./links.ts";
import { enterPassword, heading } from "./steps.ts";
import { type Suite, startSuite } from "./suite.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite({ links: { email: "continue" } });
});
afterEach(() => suite.stack.resetClock());
afterAll(() => suite.close());

async function waiting() {
  const person = await suite.person(1, 1);
  const page = await toMailWait(suite, person);
  return { person, page, path: linkPath(suite, person) };
}

describe("a one-time URL by mail that goes on where it is opened", () => {
  // 29:59 itself is for the API's test of the same line: a page takes longer than a second to be loaded.
  test("manyChannels 6: the URL goes to the registered address, is good for something until its end, and expired after it", async () => {
    const { person, page, path } = await waiting();
    expect(suite.stack.messages({ channel: "email" }).at(-1)).toMatchObject({ to: person.emails[0] });
    suite.stack.advanceClock(1770);
    const tab = await openBeside(suite, page, path);
    await tab.getByRole("button", { name: /^(ログイン|ログインを続ける)$/ }).waitFor();
    suite.stack.advanceClock(31);
    await tab.reload();
    await heading(tab, "URLの有効期限が切れています").waitFor();
  });

  test("manyChannels 7: only the newest URL works", async () => {
    const { person, page, path } = await waiting();
    suite.stack.advanceClock(31);
    await page.reload();
    await page.getByRole("button", { name: "URLを再送する" }).click();
    await page.getByText("確認用のURLを再送しました。").first().waitFor();
    await heading(await openBeside(suite, page, path), "このURLは使えません").waitFor();
    const tab = await openBeside(suite, page, linkPath(suite, person));
    await tab.getByRole("button", { name: "ログインを続ける" }).click();
    await heading(tab, "ログインしました").waitFor();
  });

  test("manyChannels 8: in another browser identifier and password are asked, then it goes on there", async () => {
    const { person, page, path } = await waiting();
    const other = await suite.open(path);
    await heading(other, "ログイン").waitFor();
    await other.getByText("続けるには、ログインIDとパスワードを入力してください。").waitFor();
    await enterPassword(other, person);
    await heading(other, "ログインしました").waitFor();
    await heading(page, "このログインは取り消されました").waitFor({ timeout: 8000 });
  });

  test("manyChannels 8: a wrong password there uses nothing up, and after the login's end it is the same", async () => {
    const { person, page, path } = await waiting();
    const other = await suite.open(path);
    await enterPassword(other, { ...person, password: "wrong-password" });
    await other.getByText("ログインIDまたはパスワードが正しくありません。").waitFor();
    suite.stack.advanceClock(31);
    await page.reload();
    await page.getByRole("button", { name: "URLを再送する" }).click();
    await page.getByText("確認用のURLを再送しました。").first().waitFor();
    const newer = linkPath(suite, person);
    suite.stack.advanceClock(1770);
    const late = await openBeside(suite, page, newer);
    await heading(late, "ログイン").waitFor();
    await enterPassword(late, person);
    await heading(late, "ログインしました").waitFor();
  });

  test("manyChannels 9: every failure offers to start over", async () => {
    const { page, path } = await waiting();
    suite.stack.advanceClock(1801);
    const tab = await openBeside(suite, page, path);
    await tab.getByRole("button", { name: "最初からやり直す" }).click();
    await heading(tab, "ログイン").waitFor();
    await heading(await suite.open("/v#torn"), "URLが正しくありません").waitFor();
  });

  test("manyChannels 10: in the browser that began, the login goes on to its completion, and the tab before says so", async () => {
    const { page, path } = await waiting();
    const tab = await openBeside(suite, page, path);
    await heading(tab, "ログインを続ける").waitFor();
    await tab.getByRole("button", { name: "ログインを続ける" }).click();
    await heading(tab, "ログインしました").waitFor();
    await page.bringToFront();
    await heading(page, "ログインは別のタブで続いています").waitFor({ timeout: 8000 });
    expect((await page.context().cookies()).map(({ name }) => name)).toContain("__Host-nidan-session");
  });

  test("given these pages, then none breaks the strict policy and none throws", () => {
    expect(suite.complaints).toEqual([]);
  });
});
