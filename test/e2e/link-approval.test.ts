import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { approve, linkPath, numberOn, toWait } from "./links.ts";
import { heading } from "./steps.ts";
import { type Suite, startSuite } from "./suite.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite({ links: { sms: "approve" } });
});
afterEach(() => suite.stack.resetClock());
afterAll(() => suite.close());

/** A PC that waits, and the phone that has opened the URL. */
async function both() {
  const person = await suite.person();
  const screen = await toWait(suite, person);
  const phone = await suite.open(linkPath(suite, person));
  await heading(phone, "ログインの確認").waitFor();
  return { person, screen, phone };
}

describe("a one-time URL by SMS, and the phone that decides", () => {
  test("linkApproval 3: the token leaves the address at once, and the page can be neither framed nor kept", async () => {
    const { person, phone } = await both();
    expect(await phone.evaluate(() => location.href)).toBe(`${suite.stack.origin}/v`);
    const { headers } = await fetch(suite.stack.origin + linkPath(suite, person));
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("cache-control")).toMatch(/no-store|no-cache/);
    await phone.reload();
    await heading(phone, "ログインの確認").waitFor();
  });

  test("where the URL does not come, the help is not headed by a code that nobody waits for", async () => {
    const screen = await toWait(suite, await suite.person());
    await screen.getByRole("link", { name: "SMSが届かない" }).click();
    await heading(screen, "SMSが届かない方へ").waitFor();
  });

  test("a newer URL voids the older, on the page that was open and in a new one", async () => {
    const { person, screen, phone } = await both();
    const older = linkPath(suite, person);
    suite.stack.advanceClock(31);
    await screen.reload();
    await screen.getByRole("button", { name: "URLを再送する" }).click();
    await screen.getByText("確認用のURLを再送しました。").first().waitFor();
    await approve(phone, await numberOn(screen));
    await heading(phone, "このURLは使えません").waitFor();
    await heading(await suite.open(older), "このURLは使えません").waitFor();
    const newer = await suite.open(linkPath(suite, person));
    await heading(newer, "ログインの確認").waitFor();
    await approve(newer, await numberOn(screen));
    await heading(screen, "ログインしました").waitFor({ timeout: 8000 });
  });

  test("an expired URL, one that is torn, and one of a login that was cancelled each say so", async () => {
    const { person, screen } = await both();
    const path = linkPath(suite, person);
    await heading(await suite.open(path.slice(0, -3)), "URLが正しくありません").waitFor();
    suite.stack.advanceClock(601);
    await heading(await suite.open(path), "URLの有効期限が切れています").waitFor();
    suite.stack.resetClock();
    await screen.getByRole("button", { name: "最初からやり直す" }).click();
    await heading(screen, "ログイン").waitFor();
    await heading(await suite.open(path), "このログインは終了しています").waitFor();
  });

  test("given these pages, then none breaks the strict policy and none throws", () => {
    expect(suite.complaints).toEqual([]);
  });
});
