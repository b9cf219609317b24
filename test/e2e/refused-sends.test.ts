import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { lost } from "./network.ts";
import { byCall, byMail, hintOf, passTime, sendCode, signInByCall, toCodePage, toMethodPage } from "./steps.ts";
import { type Suite, startSuite } from "./suite.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite();
});
afterEach(() => suite.stack.clearFaults());
afterAll(() => suite.close());

describe("a send that the provider refuses", () => {
  test("given SMS is down, then the notice offers what still works, and one press takes it", async () => {
    const person = await suite.person(1, 1);
    const page = await toMethodPage(suite, person);
    suite.stack.setFault({ service: "sns", fault: "error", times: 9 });
    await page.getByRole("button", { name: "認証コードを送信する" }).click();
    await page.getByText("ただいま送信できません。").waitFor();
    expect(await page.getByRole("button", { name: /で受け取る$/ }).allTextContents()).toEqual([
      byCall(person),
      byMail(person),
    ]);
    expect(await page.getByRole("radio").count()).toBe(0);
    await page.getByRole("button", { name: byMail(person) }).click();
    await page.getByText("にメールで届く認証コードを入力してください。").waitFor();
  });

  test("given the answer to that press is lost, then a retry is for the same method", async () => {
    const person = await suite.person(1, 1);
    const page = await toMethodPage(suite, person);
    suite.stack.setFault({ service: "sns", fault: "error", times: 9 });
    await page.getByRole("button", { name: "認証コードを送信する" }).click();
    await page.getByText("ただいま送信できません。").waitFor();
    await page.route("**/challenges", lost, { times: 1 });
    await page.getByRole("button", { name: byMail(person) }).click();
    await page.getByRole("button", { name: "もう一度試す" }).click();
    await page.getByText("にメールで届く認証コードを入力してください。").waitFor();
  });

  test("given mail is down and is all there is, then the page says what to do, and a later try works", async () => {
    const page = await toMethodPage(suite, await suite.person(0, 1));
    suite.stack.setFault({ service: "ses", fault: "error", times: 9 });
    await page.getByRole("button", { name: "認証コードを送信する" }).click();
    await page.getByText("時間をおいてもう一度お試しください。お急ぎの場合は").waitFor();
    suite.stack.clearFaults();
    await sendCode(page);
  });

  test("given a resend is refused, then the code page offers the others in its notice, and one press takes one", async () => {
    const person = await suite.person();
    const page = await toCodePage(suite, person);
    await passTime(suite, page, 31);
    suite.stack.setFault({ service: "sns", fault: "error", times: 9 });
    await page.getByRole("button", { name: "認証コードを再送する" }).click();
    const notice = page.getByRole("group");
    await notice.getByText("ただいま送信できません。").waitFor();
    await notice.getByRole("button", { name: byCall(person) }).click();
    await signInByCall(suite, page, person.phones[0]);
  });

  test("given a resend is refused and the login cannot be read anew, then the way on is offered once, and the number still stands above", async () => {
    const person = await suite.person();
    const page = await toCodePage(suite, person);
    await passTime(suite, page, 31);
    await page.getByText("再送できる回数").waitFor();
    await page.route("**/v1/logins/*", lost);
    suite.stack.setFault({ service: "sns", fault: "error", times: 9 });
    await page.getByRole("button", { name: "認証コードを再送する" }).click();
    await page.getByText("ただいま送信できません。").waitFor();
    expect(await page.getByRole("button", { name: byCall(person) }).count()).toBe(1);
    await page.getByText(`${hintOf(person.phones[0])} にSMSで届く認証コード`).waitFor();
  });
});
