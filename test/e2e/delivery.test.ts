import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { FaultName } from "../../infra/local/receiver/faults.ts";
import {
  byCall,
  byMail,
  choose,
  codeOf,
  enterCode,
  heading,
  passTime,
  sendCode,
  signInByCall,
  toCodePage,
  toMethodPage,
} from "./steps.ts";
import { type Person, type Suite, startSuite } from "./suite.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite();
});
afterEach(() => suite.stack.clearFaults());
afterAll(() => suite.close());

/** The code page, where the provider will report that of the SMS. */
async function reported(fault: FaultName | undefined, person: Person) {
  if (fault) suite.stack.setFault({ service: "sns", fault, times: 1, to: person.phones[0] });
  const page = await toCodePage(suite, person);
  await suite.stack.flushReports();
  return page;
}

describe("what the provider reports", () => {
  test("given an SMS could not be delivered, then one press has the same number called, and that code signs in", async () => {
    const person = await suite.person(2, 1);
    const page = await reported("undelivered", person);
    await page.getByText("SMSを届けられませんでした。").first().waitFor();
    await page.getByRole("button", { name: byCall(person) }).click();
    await signInByCall(suite, page, person.phones[0]);
  });

  test("given an SMS could not be delivered, then the method page has the next way chosen", async () => {
    const person = await suite.person(2);
    const page = await reported("undelivered", person);
    await page.getByText("SMSを届けられませんでした。").first().waitFor();
    await page.getByRole("link", { name: "別の方法で受け取る" }).click();
    await heading(page, "ご本人確認").waitFor();
    expect(await page.getByRole("radio", { checked: true }).getAttribute("value")).toMatch(/^voice/);
  });

  test("given an SMS could not be delivered, when half a minute is over, then the other channel is still offered once", async () => {
    const person = await suite.person();
    const page = await reported("undelivered", person);
    await page.getByText("SMSを届けられませんでした。").first().waitFor();
    await passTime(suite, page, 31);
    await page.getByText("再送できる回数").waitFor();
    expect(await page.getByRole("button", { name: byCall(person) }).count()).toBe(1);
  });

  test("given the number is dead, then another destination is next", async () => {
    const person = await suite.person(1, 1);
    const page = await reported("unknownNumber", person);
    await page.getByText("この電話番号には、SMSを届けられませんでした。").first().waitFor();
    expect(await page.getByRole("button", { name: byCall(person) }).count()).toBe(0);
    await page.getByRole("button", { name: byMail(person) }).click();
    await page.getByText("にメールで届く認証コードを入力してください。").waitFor();
  });

  test("given a mail bounced and there is nothing else, then the page says what to do", async () => {
    const page = await toMethodPage(suite, await suite.person(0, 1));
    suite.stack.setFault({ service: "ses", fault: "bounce", times: 1 });
    await sendCode(page);
    await suite.stack.flushReports();
    await page.getByText("このメールアドレスには、メールを届けられませんでした。").first().waitFor();
    await page.getByText("時間をおいてもう一度お試しください。お急ぎの場合は").waitFor();
    expect(await page.getByRole("button", { name: /で受け取る$/ }).count()).toBe(0);
  });

  test("given the carrier reports the arrival, then a quiet line says so, and no other way is pressed on anybody", async () => {
    const person = await suite.person();
    const page = await reported(undefined, person);
    await page.locator(".delivered").getByText("SMSを届けたとの報告がありました。").waitFor();
    await passTime(suite, page, 31);
    await page.getByText("再送できる回数").waitFor();
    expect(await page.getByRole("button", { name: byCall(person) }).count()).toBe(0);
  });

  test("given the provider gave no answer, then the code page says that it may still come, and the code that came signs in", async () => {
    const person = await suite.person();
    const page = await toMethodPage(suite, person);
    suite.stack.setFault({ service: "sns", fault: "timeoutAfterCommit", times: 9 });
    await sendCode(page);
    await page.getByText("SMSを送信できたか、確認が取れていません。").first().waitFor();
    await page.getByRole("button", { name: byCall(person) }).waitFor();
    await enterCode(page, codeOf(suite, person));
    await heading(page, "ログインしました").waitFor();
  });
});

describe("30 seconds without a word", () => {
  test("given nothing was reported, then the other channel is offered from then on, and one press takes it", async () => {
    const person = await suite.person(2);
    const page = await toCodePage(suite, person);
    await passTime(suite, page, 25);
    await page.getByText(/あと\d秒で再送できます/).waitFor();
    expect(await page.getByRole("button", { name: byCall(person) }).count()).toBe(0);
    await passTime(suite, page, 6);
    await page.locator(".silence").getByText("SMSが届かない場合は、別の方法でも受け取れます。").waitFor();
    await page.getByRole("button", { name: byCall(person) }).click();
    await signInByCall(suite, page, person.phones[0]);
  });

  test("given somebody is typing, then the focus, the text and the field stay where they are, and the offer is said aloud", async () => {
    const person = await suite.person();
    const page = await toCodePage(suite, person);
    const field = page.getByRole("textbox");
    await field.focus();
    await page.keyboard.type("12");
    const place = await field.boundingBox();
    await page.evaluate(() => {
      const status = document.querySelector("[role=status]");
      const said: (string | null)[] = [];
      Object.assign(window, { said });
      if (status)
        new MutationObserver(() => said.push(status.textContent)).observe(status, {
          childList: true,
          subtree: true,
          characterData: true,
        });
    });
    await passTime(suite, page, 31);
    await page.getByRole("button", { name: byCall(person) }).waitFor();
    await page.waitForFunction(() => "said" in window && String(window.said).includes("SMSが届かない場合は"));
    await page.keyboard.type("34");
    expect(await field.inputValue()).toBe("1234");
    expect(await field.boundingBox()).toEqual(place);
  });

  test("given the page is loaded anew, then the half minute is still counted from the send", async () => {
    const person = await suite.person();
    const page = await toCodePage(suite, person);
    suite.stack.advanceClock(31);
    await page.reload();
    await page.getByRole("button", { name: byCall(person) }).waitFor();
  });

  test("given another channel is taken, then what was typed of the old code is gone", async () => {
    const person = await suite.person();
    const page = await toCodePage(suite, person);
    await page.getByRole("textbox").fill("12");
    await passTime(suite, page, 31);
    await page.getByRole("button", { name: byCall(person) }).click();
    await page.getByText("にお電話でお伝えする認証コード").waitFor();
    expect(await page.getByRole("textbox").inputValue()).toBe("");
  });
});

test("given a code was sent, then that is said aloud, and nothing of it is to be seen", async () => {
  const page = await toCodePage(suite, await suite.person());
  await page.getByRole("status").getByText("認証コードを送信しました。").waitFor();
  expect(await page.locator(".notice").count()).toBe(0);
});

test("given the person goes to choose another way, then the choice that was made stands first", async () => {
  const person = await suite.person(1, 1);
  const page = await toMethodPage(suite, person);
  await choose(page, "email_code");
  await sendCode(page);
  await page.getByRole("link", { name: "別の方法で受け取る" }).click();
  await heading(page, "ご本人確認").waitFor();
  expect(await page.getByRole("radio", { checked: true }).getAttribute("value")).toMatch(/^email_code/);
});
