import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { catalogue } from "../../web/messages/index.ts";
import { acknowledgement, approve, approveButton, linkPath, numberOn, toWait } from "./links.ts";
import { choose, enterPassword, heading, heldBy, hintOf } from "./steps.ts";
import { type Suite, screens, startSuite } from "./suite.ts";

const { notMe } = catalogue.ja.activity;
const unknownMessage = catalogue.ja.help.topics.unknown_message.title;
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
  test("linkApproval 2: a URL goes to a registered number, and the page says which", async () => {
    const person = await suite.person(2);
    const page = await suite.open("/login");
    await enterPassword(page, person);
    await choose(page, "sms_link", hintOf(person.phones[1]));
    await page.getByRole("button", { name: "確認用のURLを送信する" }).click();
    await page.getByText(`${hintOf(person.phones[1])} にSMSで確認用のURLをお送りしました。`).waitFor();

    expect(
      suite.stack
        .messages()
        .filter(({ to }) => person.phones.includes(to))
        .map(({ to }) => to),
    ).toEqual([person.phones[1]]);
    const { text = "", segments } = suite.lastSms(person) ?? {};
    expect([text.includes(`${suite.stack.origin}/v#`), segments]).toEqual([true, 2]);
    expect(await page.getByText(/SMSに「照合\w\w」/).textContent()).toContain(/照合(\w\w)/.exec(text)?.[0]);
  });

  test("linkApproval 3: opened twenty times, by whatever opens it, the login still waits", async () => {
    const person = await suite.person();
    const screen = await toWait(suite, person);
    const path = linkPath(suite, person);
    for (let time = 0; time < 20; time += 1) {
      for (const method of ["GET", "HEAD"]) await fetch(suite.stack.origin + path, { method });
    }
    const scanner = await suite.open(path);
    for (let time = 0; time < 3; time += 1) {
      await heading(scanner, "ログインの確認").waitFor();
      for (const button of await scanner.getByRole("main").getByRole("button").all())
        await button.click({ timeout: 1000 }).catch(() => {});
      await scanner.goto("about:blank");
      await scanner.goto(suite.stack.origin + path);
    }
    const { loginId, loginToken } = await heldBy(screen);
    const headers = { authorization: `Bearer ${loginToken}` };
    const answer = await fetch(`${suite.stack.origin}/v1/logins/${loginId}`, { headers });
    expect(await answer.json()).toMatchObject({ status: "pending", challenge: { attemptsLeft: 5 } });
  });

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

  test("linkApproval 4: before any decision, the page shows browser, system, time, area and reference", async () => {
    const { person, phone } = await both();
    const facts = await phone.locator("dl.state").innerText();
    const reference = /照合(\w\w)/.exec(suite.lastSms(person)?.text ?? "")?.[1];
    for (const fact of ["Chrome / Windows", "東京都", reference ?? "none", String(new Date().getFullYear())]) {
      expect(facts).toContain(fact);
    }
  });

  test("linkApproval 5: nothing happens before the box is ticked and the number typed; a wrong number counts", async () => {
    const { screen, phone } = await both();
    const number = await numberOn(screen);
    await phone.getByRole("button", { name: approveButton }).click();
    await phone.getByText("注意事項をご確認のうえ、チェックを入れてください。").first().waitFor();
    await phone.getByText("確認番号を入力してください。").first().waitFor();

    await phone.getByRole("checkbox", { name: acknowledgement }).check();
    await phone.getByRole("textbox", { name: "確認番号" }).fill("1");
    await phone.getByRole("button", { name: approveButton }).click();
    await phone.getByText("確認番号は2桁の数字で入力してください。").waitFor();
    await phone.getByRole("textbox", { name: "確認番号" }).fill(String((Number(number) + 1) % 100).padStart(2, "0"));
    await phone.getByRole("button", { name: approveButton }).click();
    await phone.getByText("確認番号が正しくありません。").waitFor();
    await phone.getByText("あと4回入力できます。").waitFor();
    await heading(screen, "別の端末での確認をお待ちしています").waitFor();
  });

  test("linkApproval 6: after the approval the first device goes on within 3 s, and the phone is done and signed in nowhere", async () => {
    const { screen, phone } = await both();
    await approve(phone, await numberOn(screen));
    await heading(phone, "ログインを許可しました").waitFor();
    const decided = Date.now();
    await heading(screen, "ログインしました").waitFor({ timeout: 8000 });
    const waited = Date.now() - decided;
    // A busy machine may be slow to draw; what the page itself waits is two seconds at most.
    expect(waited).toBeLessThan(5000);

    await phone.getByRole("button", { name: "OK" }).click();
    await phone.getByText("この画面は閉じていただいてかまいません。").waitFor();
    expect(await phone.context().cookies()).toEqual([]);
    expect(await phone.evaluate(() => sessionStorage.length)).toBe(0);
    expect((await screen.context().cookies()).map(({ name }) => name).sort()).toContain("__Host-nidan-session");
  });

  test("linkApproval 7: after the denial the waiting screen says so, and the phone tells to change the password", async () => {
    const { screen, phone } = await both();
    await phone.getByRole("button", { name: "ログインを許可しない" }).click();
    await heading(phone, "ログインを拒否しますか").waitFor();
    await phone.getByRole("button", { name: "拒否する" }).click();
    await heading(phone, "ログインを拒否しました").waitFor();
    await phone.getByText("至急パスワードを変更し").waitFor();
    await heading(screen, "このログインは取り消されました").waitFor({ timeout: 8000 });
    await phone.getByRole("link", { name: unknownMessage }).click();
    await heading(phone, unknownMessage).waitFor();
  });

  test("linkApproval 7: whoever denied says that it was not them, and every device is signed out", async () => {
    const { person, phone } = await both();
    await phone.getByRole("button", { name: "ログインを許可しない" }).click();
    await phone.getByRole("button", { name: "拒否する" }).click();
    await phone.getByRole("link", { name: "自分ではないことを届け出る" }).click();
    await phone.getByLabel(notMe.tick).check();
    await phone.getByRole("button", { name: notMe.submit }).click();
    await heading(phone, notMe.doneTitle).waitFor();
    const page = await suite.open("/login");
    await enterPassword(page, person);
    await heading(page, catalogue.ja.ended.passwordDue.title).waitFor();
  });

  test("linkApproval 8: a second use says that the URL was used", async () => {
    const { person, screen, phone } = await both();
    const path = linkPath(suite, person);
    await approve(phone, await numberOn(screen));
    await heading(phone, "ログインを許可しました").waitFor();
    const again = await suite.open(path);
    await heading(again, "このURLはすでに使われています").waitFor();
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

  test("linkApproval 14: the help for a message that nobody asked for says what to do", async () => {
    const page = await suite.open("/help/unknown-message");
    await page.getByText("パスワードを変更").first().waitFor();
  });

  test("linkApproval 13: the pages say and do the same on a PC and in English", async () => {
    const person = await suite.person();
    const screen = await toWait(suite, person);
    const other = await suite.open(linkPath(suite, person), { viewport: screens.pc });
    await heading(other, "ログインの確認").waitFor();
    await other.getByRole("button", { name: "English" }).click();
    await heading(other, "Confirm a login").waitFor();
    await other.getByText("Tokyo, Japan").waitFor();
    await other.getByRole("checkbox", { name: "I have read the warning above." }).check();
    await other.getByRole("textbox", { name: "Confirmation number" }).fill(await numberOn(screen));
    await other.getByRole("button", { name: "Log in on the device above" }).click();
    await heading(other, "The login was allowed").waitFor();
    await heading(screen, "ログインしました").waitFor({ timeout: 8000 });
  });

  test("given these pages, then none breaks the strict policy and none throws", () => {
    expect(suite.complaints).toEqual([]);
  });
});
