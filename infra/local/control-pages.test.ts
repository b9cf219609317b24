import { describe, expect, test } from "@jest/globals";
import {
  ask,
  call,
  code,
  ended,
  expectComplaint,
  goodbye,
  lines,
  open,
  page,
  press,
  ring,
  sendMail,
  sendSms,
  stack,
  useLocalPages,
  wrongKey,
} from "./local-pages.ts";

useLocalPages();

const card = () => page.getByRole("article");

describe("the inbox", () => {
  test("given an SMS, when it is shown, then with channel, number, language, segments and request", async () => {
    await sendSms("【nidan】認証コード 123456");
    await open("/local/inbox");
    for (const text of ["SMS", "090-0000-1234", "日本語", "1 通 segment", "【nidan】認証コード 123456"]) {
      await card().getByText(text, { exact: true }).waitFor();
    }
    await page.getByText("リクエスト").click();
    expect(await card().locator("pre").innerText()).toContain('"PhoneNumber": "+819000001234"');
  });

  test("given an SMS that is shown, when its report comes, then what it tells stands there, and what is open stays", async () => {
    stack.setFault({ service: "sns", fault: "undelivered", times: 1 });
    await sendSms("hello");
    await open("/local/inbox");
    await page.getByText("リクエスト").click();
    expect(await card().locator(".delivery").innerText()).toBe("送信済み Sent");
    await stack.flushReports();
    await card().getByText("Phone is currently unreachable/unavailable").waitFor();
    await card().getByText("失敗 Failed").waitFor();
    expect(await card().locator("pre").isVisible()).toBe(true);
  });

  test.each([
    ["the right key", ["7"], [ask, "7", code, code, code, goodbye, ended]],
    ["a wrong key, then the right one", ["3", "7"], [ask, "3", wrongKey, ask, "7", code, code, code, goodbye, ended]],
    ["wrong keys", ["1", "2", "3"], [ask, "1", wrongKey, ask, "2", wrongKey, ask, "3", wrongKey, ended]],
    ["no key", ["何も押さない No key", "何も押さない No key", "何も押さない No key"], [ask, ask, ask, ended]],
    ["the right key, and the call again", ["7", "もう一度 Again"], [ask]],
  ])("given a call, when it gets %s, then it is heard as the flow runs it", async (_, keys, heard) => {
    await ring();
    await open("/local/inbox");
    for (const key of keys) await press(key);
    expect(await lines()).toEqual(heard);
  });

  test("given a call that has ended, when a key is pressed, then nothing can be pressed", async () => {
    await ring();
    await open("/local/inbox");
    await press("7");
    expect(await page.getByRole("button", { name: "1", exact: true }).isDisabled()).toBe(true);
  });

  test("given a call that says nothing, when it is shown, then that is told", async () => {
    await ring({ ...call, key: "17" });
    await open("/local/inbox");
    await card().getByText("A call that says nothing.").waitFor();
  });

  test("given another message, when it comes while a call is played, then the call goes on", async () => {
    await ring();
    await open("/local/inbox");
    await press("3");
    await sendSms("another");
    await page.getByText("another", { exact: true }).waitFor();
    await press("7");
    expect(await lines()).toEqual([ask, "3", wrongKey, ask, "7", code, code, code, goodbye, ended]);
  });

  test("attack 37: given markup in texts, when they are shown, then it is text", async () => {
    const markup = '<img src=x onerror="document.title=1"><a href="javascript:1">a</a>';
    await sendSms(markup);
    await sendMail(markup, "<p>hello");
    await ring({ ...call, ask: "<speak>&lt;img src=x&gt;</speak>" });
    await open("/local/inbox");
    // The messages come after the page.
    await page.getByText(markup, { exact: true }).nth(1).waitFor({ state: "attached" });
    for (const summary of await page.locator("summary").all()) await summary.click();
    expect(await page.getByText(markup, { exact: true }).count()).toBe(2);
    expect(await page.locator("article :is(img, a, script)").count()).toBe(0);
    await press("1");
    expect((await lines())[0]).toBe("<img src=x>");
  });

  test("given a one-time URL, when it is shown in the inbox and on the phone, then it opens in a tab of its own; no other URL does", async () => {
    const url = `${stack.origin}/v#${"x".repeat(48)}`;
    await sendSms(`ログインの確認\n${url}\nhttps://evil.example/v#x ${stack.origin}/settings`);
    for (const path of ["/local/inbox", "/local/phone"]) {
      await open(path);
      const link = page.getByRole("link", { name: url });
      expect([await link.getAttribute("href"), await link.getAttribute("rel")]).toEqual([url, "noopener"]);
      expect(await page.locator(":is(article, .talk) a").count()).toBe(1);
    }
  });

  test("attack 37: given a mail with a script, when it is shown as it looks, then the script does not run", async () => {
    await sendMail("hello", "<p id=p>before</p><script>document.querySelector('p').textContent = 'after'</script>");
    await open("/local/inbox");
    await page.getByText("HTML", { exact: true }).click();
    expect(await page.frameLocator("iframe").locator("#p").innerText()).toBe("before");
    expect(await page.locator("iframe").getAttribute("sandbox")).toBe("");
    expectComplaint("sandboxed");
  });

  test("attack 37: given a mail, when its markup is opened by itself, then its policy lets it do nothing", async () => {
    const { MessageId } = await sendMail("hello", "<p>hello");
    await open("/local/inbox");
    const { headers } = await fetch(`${stack.origin}/local/messages/${MessageId}/html`);
    expect(headers.get("content-security-policy")).toMatch(/^sandbox; default-src 'none'; (?!.*script)/);
  });
});

describe("the phone", () => {
  const phone = () => page.locator(".phone").filter({ hasText: "090-0000-1234" });

  test("given an SMS, when it comes, then the phone of that number shows it", async () => {
    await open("/local/phone");
    await sendSms("<b>123456</b>");
    await phone().getByText("<b>123456</b>", { exact: true }).waitFor();
  });

  test("given a call, when it is answered and the right key pressed, then it tells the code", async () => {
    await ring();
    await open("/local/phone");
    await phone().getByText("050-0000-1234").waitFor();
    expect(await page.getByRole("log").count()).toBe(0);
    await phone().getByRole("button", { name: "応答" }).click();
    await press("7");
    expect(await lines()).toEqual([ask, "7", code, code, code, goodbye, ended]);
  });
});

describe("the page of events", () => {
  test("given events on a bus, when they are shown and searched, then each with its type and what it holds", async () => {
    for (const [type, sub] of [
      ["signed_in", "one"],
      ["account_locked", "two"],
    ] as const) {
      const detail = { type, sub, time: "2026-11-23T09:12:33.123Z" };
      const entry = { Source: "nidan", DetailType: type, EventBusName: "nidan-events", Detail: JSON.stringify(detail) };
      await fetch(`${stack.receiverEndpoint}/events/`, {
        method: "POST",
        headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": "AWSEvents.PutEvents" },
        body: JSON.stringify({ Entries: [entry] }),
      });
    }
    await open("/local/event-bus");
    await card().getByText("signed_in", { exact: true }).waitFor();
    expect(await card().locator(".tag").allInnerTexts()).toEqual(["account_locked", "signed_in"]);
    await page.getByLabel("アカウント sub").fill("one");
    await card().getByText("account_locked", { exact: true }).waitFor({ state: "detached" });
    await page.getByText("内容").click();
    expect(await card().locator("pre").innerText()).toContain('"sub": "one"');
  });
});
