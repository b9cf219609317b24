import { randomInt } from "node:crypto";
import { expect } from "@jest/globals";
import type { Page } from "playwright-core";
import { catalogue } from "../../../support/catalogue.ts";
import { acknowledgement, approve, approveButton, linkPath, numberOn, toWait } from "../../links.ts";
import { button, link } from "../../settings-steps.ts";
import {
  callAs,
  choose,
  enterPassword,
  heading,
  heldBy,
  hintOf,
  referenceIn,
  says,
  toMethodPage,
} from "../../steps.ts";
import type { Suite } from "../../suite.ts";
import { say } from "../../tongue.ts";
import type { LinesOf } from "../preset.ts";

/** A screen that waits, and the phone that has opened the URL. */
async function both(suite: Suite) {
  const person = await suite.person();
  const screen = await toWait(suite, person);
  const path = linkPath(suite, person);
  const phone = await suite.open(path);
  await heading(phone, "ログインの確認").waitFor();
  return { person, screen, path, phone };
}

async function deny(phone: Page) {
  await button(phone, "ログインを許可しない").click();
  await heading(phone, "ログインを拒否しますか").waitFor();
  await button(phone, "拒否する").click();
  await heading(phone, "ログインを拒否しました").waitFor();
}

export const urlLines: LinesOf<"linkApproval"> = (line) => {
  line(1, "identifier and password give no session while a second factor is due", async (suite) => {
    const page = await toMethodPage(suite, await suite.person());
    expect((await page.context().cookies()).map(({ name }) => name)).toEqual(["__Host-nidan-browser"]);
    const { loginId, loginToken } = await heldBy(page);
    expect(await callAs(suite, loginToken, `${loginId}/token`)).toEqual({ status: 409, code: "login_closed" });
    for (const path of ["/login/complete", "/login/code"]) {
      await page.goto(suite.stack.origin + path);
      await heading(page, "ご本人確認").waitFor();
    }
  });

  line(2, "a URL goes to a number that is registered, and eligible by the operator's rule", async (suite) => {
    const number = (begin: string) => `${begin}00${String(randomInt(1_000_000)).padStart(6, "0")}`;
    const [own, others] = [number("+8190"), number("+8170")];
    const page = await toMethodPage(suite, await suite.person([own, others]));
    const ways = page.getByRole("radio", { name: say(page, "SMSで届くURL") });
    // What this service is about comes first, by itself.
    expect([await ways.count(), await ways.isChecked()]).toEqual([1, true]);
    const code = page.getByRole("radio", { name: `070-****-${others.slice(-4)}` }).first();
    const methodId = (await code.getAttribute("value"))?.replace(/^\w+/, "sms_link");
    await choose(page, "sms_link", hintOf(own));
    await button(page, "確認用のURLを送信する").click();
    await heading(page, "別の端末での確認をお待ちしています").waitFor();
    await page.getByText(hintOf(own)).first().waitFor();
    const [sms, ...more] = suite.stack.messages({ channel: "sms" }).filter(({ to }) => [own, others].includes(to));
    expect([sms?.to, sms?.text.includes(`${suite.stack.origin}/v#`), more]).toEqual([own, true, []]);
    await says(page, `SMSに「照合${referenceIn(sms?.text)}」と書かれていることをご確認ください。`);

    const { loginId, loginToken } = await heldBy(page);
    expect(await callAs(suite, loginToken, `${loginId}/challenges`, { methodId })).toMatchObject({ status: 404 });
  });

  line(3, "opened twenty times, by whatever opens it, the login still waits", async (suite) => {
    const person = await suite.person();
    const screen = await toWait(suite, person);
    const path = linkPath(suite, person);
    for (let time = 0; time < 20; time += 1) {
      for (const method of ["GET", "HEAD"]) {
        const { headers, status } = await fetch(suite.stack.origin + path, { method });
        expect([status, headers.get("referrer-policy")]).toEqual([200, "no-referrer"]);
      }
    }
    const scanner = await suite.open(path);
    for (let time = 0; time < 3; time += 1) {
      await heading(scanner, "ログインの確認").waitFor();
      expect(scanner.url()).toBe(`${suite.stack.origin}/v`);
      await button(scanner, approveButton).click();
      await scanner.goto("about:blank");
      await scanner.goto(suite.stack.origin + path);
    }
    const { loginId, loginToken } = await heldBy(screen);
    const headers = { authorization: `Bearer ${loginToken}` };
    const answer = await fetch(`${suite.stack.origin}/v1/logins/${loginId}`, { headers });
    expect(await answer.json()).toMatchObject({ status: "pending", challenge: { attemptsLeft: 5 } });
  });

  line(4, "before any decision, the page shows browser, system, time, area and reference", async (suite) => {
    const { person, phone } = await both(suite);
    const facts = await phone.locator("dl.state").innerText();
    const system = suite.run?.screen === "pc" ? "Chrome / Windows" : "Chrome / Android";
    const area = suite.run?.locale === "en" ? "Tokyo, Japan" : "東京都";
    const year = String(new Date().getFullYear());
    for (const fact of [system, area, year, referenceIn(suite.lastSms(person)?.text)]) expect(facts).toContain(fact);
  });

  line(
    5,
    "nothing happens before the box is ticked and the number typed; the API says 422; a wrong number counts",
    async (suite) => {
      const { screen, phone, path } = await both(suite);
      const number = await numberOn(screen);
      await button(phone, approveButton).click();
      await says(phone, "注意事項をご確認のうえ、チェックを入れてください。");
      await says(phone, "確認番号を入力してください。");
      const refused = await fetch(`${suite.stack.origin}/v1/links/redeem`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ token: path.split("#")[1], decision: "approve", matchNumber: number }),
      });
      expect([refused.status, (await refused.json()).code]).toEqual([422, "acknowledgement_required"]);

      await phone.getByRole("checkbox", { name: say(phone, acknowledgement) }).check();
      await approve(phone, "1");
      await says(phone, "確認番号は2桁の数字で入力してください。");
      await approve(phone, String((Number(number) + 1) % 100).padStart(2, "0"));
      await says(phone, "確認番号が正しくありません。ログインする端末の画面をご確認のうえ、もう一度入力してください。");
      await says(phone, "あと4回入力できます。");
      await heading(screen, "別の端末での確認をお待ちしています").waitFor();
    },
  );

  line(6, "after the approval the first device goes on, and the phone is done and signed in nowhere", async (suite) => {
    const { screen, phone } = await both(suite);
    // It asks again at most two seconds later, so that it goes on within three; a busy machine may draw late.
    const { loginId, loginToken } = await heldBy(screen);
    const headers = { authorization: `Bearer ${loginToken}` };
    const waiting = await (await fetch(`${suite.stack.origin}/v1/logins/${loginId}`, { headers })).json();
    expect(waiting.pollInterval).toBeLessThanOrEqual(2);
    await approve(phone, await numberOn(screen));
    await heading(phone, "ログインを許可しました").waitFor();
    await heading(screen, "ログインしました").waitFor();
    await button(phone, "OK").click();
    await says(phone, "この画面は閉じていただいてかまいません。");
    expect(await phone.context().cookies()).toEqual([]);
    expect(await phone.evaluate(() => sessionStorage.length)).toBe(0);
    expect((await screen.context().cookies()).map(({ name }) => name)).toContain("__Host-nidan-session");
  });

  line(
    7,
    "after the denial the waiting screen says so; the phone offers another password and 'not me'",
    async (suite) => {
      const { person, screen, phone } = await both(suite);
      await deny(phone);
      await heading(screen, "このログインは取り消されました").waitFor();
      await says(phone, "お心当たりがない場合は、第三者がパスワードを知っている可能性があります。");
      await link(phone, "パスワードを変更する").waitFor();
      await phone.getByRole("link", { name: say(phone, "自分ではないことを届け出る") }).click();
      await phone.getByRole("checkbox").check();
      await button(phone, catalogue.ja.activity.notMe.submit).click();
      await heading(phone, catalogue.ja.activity.notMe.doneTitle).waitFor();
      const next = await suite.open("/login");
      await enterPassword(next, person);
      await heading(next, "パスワードの変更が必要です").waitFor();
    },
  );

  line(8, "a second use says that the URL was used", async (suite) => {
    const { screen, phone, path } = await both(suite);
    await approve(phone, await numberOn(screen));
    await heading(phone, "ログインを許可しました").waitFor();
    await heading(await suite.open(path), "このURLはすでに使われています").waitFor();
    const body = JSON.stringify({
      token: path.split("#")[1],
      decision: "approve",
      acknowledged: true,
      matchNumber: "00",
    });
    const headers = { "content-type": "application/json" };
    const again = await fetch(`${suite.stack.origin}/v1/links/redeem`, { method: "POST", headers, body });
    expect([again.status, (await again.json()).code]).toEqual([409, "link_used"]);
  });
};
