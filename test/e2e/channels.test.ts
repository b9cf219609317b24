import assert from "node:assert";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { choose, codeOf, enterCode, heading, hintOf, sendCode, toCodePage, toMethodPage } from "./steps.ts";
import { type Suite, startSuite } from "./suite.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite();
});
afterAll(() => suite.close());

/** The call that came last to that number, as it was heard. */
function callTo(number: string | undefined) {
  const message = suite.stack.messages({ to: number, channel: "voice" }).at(-1);
  assert(message?.call);
  return message.call;
}

/** Six digits, spoken one by one. */
const spokenCode = /(?<!\d)\d(?: \d){5}(?!\d)/g;
const typed = (spoken: string | undefined): string => (spoken ?? "").replaceAll(" ", "");

describe("the method page", () => {
  test("manyChannels 2: the method page offers mail, SMS and voice", async () => {
    const person = await suite.person(1, 1);
    const page = await toMethodPage(suite, person);
    const offered = await page.getByRole("radio").all();
    const names = await Promise.all(
      offered.map((radio) => radio.evaluate((input) => input.closest("label")?.innerText)),
    );
    const mail = `${person.emails[0]?.slice(0, 1)}***@example.jp`;
    const hint = hintOf(person.phones[0]);
    expect(names.map((name) => name?.replace(/\s+/g, " "))).toEqual([
      `SMS ${hint}`,
      `音声通話 ${hint}`,
      `メール ${mail}`,
    ]);
  });

  test("manyChannels 11: for SMS and voice the person chooses among the registered numbers, which are masked", async () => {
    const person = await suite.person(3);
    const [first, second] = person.phones;
    const page = await toMethodPage(suite, person);
    expect(await page.getByRole("radio").count()).toBe(6);
    await choose(page, "sms_code", hintOf(second));
    await sendCode(page);
    expect(suite.lastSms(person)?.to).toBe(second);
    await page.getByText(`${hintOf(second)} にSMSで届く認証コード`).waitFor();

    await page.getByRole("link", { name: "別の方法で受け取る" }).click();
    await choose(page, "voice", hintOf(first));
    await sendCode(page);
    expect(suite.stack.messages({ channel: "voice" }).at(-1)?.to).toBe(first);
    await page.getByText(`${hintOf(first)} にお電話でお伝えする認証コード`).waitFor();
    const content = await page.content();
    expect(person.phones.filter((phone) => content.includes(phone.slice(3)))).toEqual([]);
  });

  test("given a fixed line, then a call is all that is offered, and its button says so", async () => {
    const page = await toMethodPage(suite, await suite.person(["+81312345678"]));
    expect(await page.getByRole("radio").count()).toBe(0);
    await page.getByText("031-****-5678").waitFor();
    await page.getByRole("button", { name: "電話をかける" }).click();
    await page.getByText("電話に出たら、電話機のボタンで").waitFor();
  });
});

describe("a code by call", () => {
  test("manyChannels 12: the call asks for the key that the screen shows, and then speaks the code slowly and repeats it", async () => {
    const person = await suite.person();
    const page = await toMethodPage(suite, person);
    await choose(page, "voice");
    await sendCode(page);
    const { key, heard } = callTo(person.phones[0]);
    await page.getByText(`電話に出たら、電話機のボタンで「${key}」を押してください。`).waitFor();
    await page.getByText("050-0000-1234 からお電話します。").waitFor();

    const codes = heard.withKey.join("\n").match(spokenCode) ?? [];
    expect(codes.length).toBeGreaterThan(1);
    expect(new Set(codes).size).toBe(1);
    await enterCode(page, typed(codes[0]));
    await heading(page, "ログインしました").waitFor();
  });

  test("manyChannels 12: a voicemail, or a wrong key, never hears the code, and the call does not say the key", async () => {
    const person = await suite.person();
    const page = await toMethodPage(suite, person);
    await choose(page, "voice");
    await sendCode(page);
    const { key, heard, ask } = callTo(person.phones[0]);
    const code = typed(heard.withKey.join("\n").match(spokenCode)?.[0]);
    expect(code).toMatch(/^\d{6}$/);
    const overheard = [...heard.withoutKey, ...heard.withWrongKeys].join("\n");
    expect(overheard).toContain("画面に表示されている数字");
    expect(overheard.replace(/\D/g, "")).not.toContain(code);
    expect(ask).not.toContain(key);
  });

  test("given a call stands, when it is asked for again, then the words are those of calls", async () => {
    const person = await suite.person();
    const page = await toMethodPage(suite, person);
    await choose(page, "voice");
    await sendCode(page);
    await page.getByRole("button", { name: "もう一度電話をかける" }).waitFor();
    await page.getByText("でかけ直せます").waitFor();
    await page.getByText(/認証コードのあとに照合文字「\w\w」をお伝えします。/).waitFor();
    await page.getByText("通話中も、この画面は閉じないでください。").waitFor();
  });
});

test("appApproval 14: SMS and mail have texts of their own", async () => {
  const person = await suite.person(1, 1);
  const page = await toCodePage(suite, person);
  const sms = suite.lastSms(person)?.text ?? "";
  const smsCode = codeOf(suite, person);
  await page.getByRole("link", { name: "別の方法で受け取る" }).click();
  await choose(page, "email_code");
  await sendCode(page);
  const [mail] = suite.stack.messages({ to: person.emails[0], channel: "email" });
  assert(mail);
  // An SMS is short and ends with the line that phones fill in; a mail has a subject, explains, and has no such line.
  expect(sms.split("\n").at(-1)).toBe(`@localhost #${smsCode}`);
  expect(mail.text).not.toContain("@localhost #");
  expect(mail.subject).toContain("認証コードのお知らせ");
  expect(mail.text).toContain("お心当たりがない場合は");
  expect(sms).not.toContain("お心当たりがない場合は");
});
