import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import type { FaultName, ServiceName } from "../../infra/local/receiver/faults.ts";
import { lost, refuse } from "./network.ts";
import { choose, codeOf, enterCode, enterPassword, heading, hintOf, passTime, sendCode, toCodePage } from "./steps.ts";
import { type Person, type Suite, startSuite } from "./suite.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite();
});
afterEach(() => suite.stack.clearFaults());
afterAll(() => suite.close());

const maskOf = (email: string | undefined): string => `${email?.slice(0, 1)}***@example.jp`;
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const byCall = ({ phones }: Person, which = 0): string => `音声通話（${hintOf(phones[which])}）で受け取る`;
const byMail = ({ emails }: Person): string => `メール（${maskOf(emails[0])}）で受け取る`;

/** The code page, where the provider will report that of the SMS. */
async function reported(fault: FaultName | undefined, person: Person) {
  if (fault) suite.stack.setFault({ service: "sns", fault, times: 1 });
  const page = await toCodePage(suite, person);
  await suite.stack.flushReports();
  return page;
}

async function atMethod(person: Person, ...faults: { service: ServiceName; fault: FaultName; times: number }[]) {
  const page = await suite.open("/login");
  await enterPassword(page, person);
  await heading(page, "ご本人確認").waitFor();
  for (const fault of faults) suite.stack.setFault(fault);
  return page;
}

/** The code of the call is told to the screen whose key is pressed. */
async function signInByCall(page: Page, number: string | undefined) {
  await page.getByText("にお電話でお伝えする認証コードを入力してください。").waitFor();
  const call = suite.stack.messages({ to: number, channel: "voice" }).at(-1)?.call;
  await page.getByText(`「${call?.key}」を押してください。`).waitFor();
  await enterCode(page, /\d(?: \d){5}/.exec(call?.code ?? "")?.[0] ?? "");
  await heading(page, "ログインしました").waitFor();
}

describe("what the provider reports", () => {
  test("given an SMS could not be delivered, then one press has the same number called, and that code signs in", async () => {
    const person = await suite.person(2, 1);
    const page = await reported("undelivered", person);
    await page.getByText("SMSを届けられませんでした。").first().waitFor();
    await button(page, byCall(person)).click();
    await signInByCall(page, person.phones[0]);
  });

  test("given an SMS could not be delivered, then the method page has the next way chosen", async () => {
    const person = await suite.person(2);
    const page = await reported("undelivered", person);
    await page.getByText("SMSを届けられませんでした。").first().waitFor();
    await page.getByRole("link", { name: "別の方法で受け取る" }).click();
    await heading(page, "ご本人確認").waitFor();
    expect(await page.getByRole("radio", { checked: true }).getAttribute("value")).toMatch(/^voice/);
  });

  test("given the number is dead, then another destination is next", async () => {
    const person = await suite.person(1, 1);
    const page = await reported("unknownNumber", person);
    await page.getByText("この電話番号には、SMSを届けられませんでした。").first().waitFor();
    expect(await button(page, byCall(person)).count()).toBe(0);
    await button(page, byMail(person)).click();
    await page.getByText("にメールで届く認証コードを入力してください。").waitFor();
  });

  test("given a mail bounced and there is nothing else, then the page says what to do", async () => {
    const page = await atMethod(await suite.person(0, 1), { service: "ses", fault: "bounce", times: 1 });
    await sendCode(page);
    await suite.stack.flushReports();
    await page.getByText("このメールアドレスには、メールを届けられませんでした。").first().waitFor();
    await page.getByText("時間をおいてもう一度お試しください。お急ぎの場合は").waitFor();
    expect(await button(page, /で受け取る$/).count()).toBe(0);
  });

  test("given the carrier reports the arrival, then a quiet line says so, and no other way is pressed on anybody", async () => {
    const person = await suite.person();
    const page = await reported(undefined, person);
    await page.locator(".delivered").getByText("SMSを届けたとの報告がありました。").waitFor();
    await passTime(suite, page, 31);
    expect(await button(page, byCall(person)).count()).toBe(0);
  });

  test("given the provider gave no answer, then the code page says that it may still come, and the code that came signs in", async () => {
    const person = await suite.person();
    const page = await atMethod(person, { service: "sns", fault: "timeoutAfterCommit", times: 9 });
    await sendCode(page);
    await page.getByText("SMSを送信できたか、確認が取れていません。").first().waitFor();
    await button(page, byCall(person)).waitFor();
    await enterCode(page, codeOf(suite, person));
    await heading(page, "ログインしました").waitFor();
  });
});

describe("30 seconds without a word", () => {
  test("given nothing was reported, then the other channel is offered from then on, and one press takes it", async () => {
    const person = await suite.person(2);
    const page = await toCodePage(suite, person);
    await passTime(suite, page, 28);
    expect(await button(page, byCall(person)).count()).toBe(0);
    await passTime(suite, page, 3);
    await page.locator(".silence").getByText("SMSが届かない場合は、別の方法でも受け取れます。").waitFor();
    await button(page, byCall(person)).click();
    await signInByCall(page, person.phones[0]);
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
    await button(page, byCall(person)).waitFor();
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
    await button(page, byCall(person)).waitFor();
  });

  test("given another channel is taken, then what was typed of the old code is gone", async () => {
    const person = await suite.person();
    const page = await toCodePage(suite, person);
    await page.getByRole("textbox").fill("12");
    await passTime(suite, page, 31);
    await button(page, byCall(person)).click();
    await page.getByText("にお電話でお伝えする認証コード").waitFor();
    expect(await page.getByRole("textbox").inputValue()).toBe("");
  });
});

describe("a send that the provider refuses", () => {
  test("given SMS is down, then the notice offers what still works, and one press takes it", async () => {
    const person = await suite.person(1, 1);
    const page = await atMethod(person, { service: "sns", fault: "error", times: 9 });
    await button(page, "認証コードを送信する").click();
    await page.getByText("ただいま認証コードを送信できません。").waitFor();
    expect(await button(page, /で受け取る$/).allTextContents()).toEqual([byCall(person), byMail(person)]);
    expect(await page.getByRole("radio").count()).toBe(0);
    await button(page, byMail(person)).click();
    await page.getByText("にメールで届く認証コードを入力してください。").waitFor();
  });

  test("given the answer to that press is lost, then a retry is for the same method", async () => {
    const person = await suite.person(1, 1);
    const page = await atMethod(person, { service: "sns", fault: "error", times: 9 });
    await button(page, "認証コードを送信する").click();
    await page.getByText("ただいま認証コードを送信できません。").waitFor();
    await page.route("**/challenges", lost, { times: 1 });
    await button(page, byMail(person)).click();
    await button(page, "もう一度試す").click();
    await page.getByText("にメールで届く認証コードを入力してください。").waitFor();
  });

  test("given mail is down and is all there is, then the page says what to do, and a later try works", async () => {
    const page = await atMethod(await suite.person(0, 1), { service: "ses", fault: "error", times: 9 });
    await button(page, "認証コードを送信する").click();
    await page.getByText("時間をおいてもう一度お試しください。お急ぎの場合は").waitFor();
    suite.stack.clearFaults();
    await sendCode(page);
  });

  test("given a resend is refused, then the code page offers the others in its notice, and one press takes one", async () => {
    const person = await suite.person();
    const page = await toCodePage(suite, person);
    await passTime(suite, page, 31);
    suite.stack.setFault({ service: "sns", fault: "error", times: 9 });
    await button(page, "認証コードを再送する").click();
    const notice = page.getByRole("group");
    await notice.getByText("ただいま認証コードを送信できません。").waitFor();
    await notice.getByRole("button", { name: byCall(person) }).click();
    await signInByCall(page, person.phones[0]);
  });
});

describe("how the page asks", () => {
  /** The page's clock in our hand, and each read of the login written down with its time. */
  async function watched(person: Person) {
    const page = await suite.open("/login");
    await page.clock.install();
    await page.evaluate(() => {
      const real = window.fetch;
      const reads: number[] = [];
      Object.assign(window, { reads });
      window.fetch = (url, init) => {
        if (init?.method === "GET") reads.push(Date.now());
        return real(url, init);
      };
    });
    await enterPassword(page, person);
    await sendCode(page);
    const reads = (): Promise<number[]> =>
      page.evaluate(() => ("reads" in window ? JSON.parse(JSON.stringify(window.reads)) : []));
    const until = async (count: number) => {
      while ((await reads()).length < count) await page.clock.runFor(500);
    };
    /** How many reads ten seconds bring. */
    const inTenSeconds = async () => {
      const before = (await reads()).length;
      await page.clock.runFor(10_000);
      return (await reads()).length - before;
    };
    return { page, reads, until, inTenSeconds };
  }

  test("given a message is under way, then the login is read no faster than the API says", async () => {
    const { reads, until } = await watched(await suite.person());
    await until(4);
    const times = await reads();
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2000);
  });

  test("given the tab is hidden, then nothing is read, and again when it is looked at", async () => {
    const { page, until, inTenSeconds, reads } = await watched(await suite.person());
    await until(1);
    const look = (state: string) =>
      page.evaluate((visibility) => {
        Object.defineProperty(document, "visibilityState", { configurable: true, get: () => visibility });
        document.dispatchEvent(new Event("visibilitychange"));
      }, state);
    await look("hidden");
    expect(await inTenSeconds()).toBe(0);
    const before = (await reads()).length;
    await look("visible");
    await until(before + 2);
  });

  test.each([
    ["has arrived", undefined],
    ["was lost", "undelivered"],
  ] as const)("given the message %s, then the login is read no more", async (_, fault) => {
    if (fault) suite.stack.setFault({ service: "sns", fault, times: 1 });
    const { page, until, inTenSeconds } = await watched(await suite.person());
    await until(1);
    await suite.stack.flushReports();
    while ((await page.locator(".delivered, .notice").count()) === 0) await page.clock.runFor(500);
    expect(await inTenSeconds()).toBe(0);
  });

  test("given two minutes went by, then the login is read no more", async () => {
    const { until, inTenSeconds } = await watched(await suite.person());
    suite.stack.advanceClock(121);
    // It learns the time from the first read.
    await until(1);
    while ((await inTenSeconds()) > 0);
    expect(await inTenSeconds()).toBe(0);
  });

  test.each([
    ["get no answer", lost],
    ["are refused", refuse("slow_down", { retryAfter: 1 })],
  ])("given reads that %s, then the page says nothing of it and goes on", async (_, answer) => {
    const person = await suite.person();
    const { page, until } = await watched(person);
    await page.route("**/v1/logins/*", answer);
    await until(3);
    expect(await page.locator(".notice").count()).toBe(0);
    await page.unroute("**/v1/logins/*");
    await enterCode(page, codeOf(suite, person));
    await heading(page, "ログインしました").waitFor();
  });

  test("given a code is being checked, then the login is not read: its token changes with the answer", async () => {
    const person = await suite.person();
    const { page, inTenSeconds } = await watched(person);
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    await page.route("**/verifications", async (route) => {
      const response = await route.fetch();
      await held;
      await route.fulfill({ response });
    });
    const asked = page.waitForRequest("**/verifications");
    await enterCode(page, codeOf(suite, person));
    await asked;
    expect(await inTenSeconds()).toBe(0);
    release();
    await heading(page, "ログインしました").waitFor();
  });
});

test("given the person goes to choose another way, then the choice that was made stands first", async () => {
  const person = await suite.person(1, 1);
  const page = await atMethod(person);
  await choose(page, "email_code");
  await sendCode(page);
  await page.getByRole("link", { name: "別の方法で受け取る" }).click();
  await heading(page, "ご本人確認").waitFor();
  expect(await page.getByRole("radio", { checked: true }).getAttribute("value")).toMatch(/^email_code/);
});
