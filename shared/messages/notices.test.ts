import { describe, expect, test } from "@jest/globals";
import { now } from "../../test/support/samples.ts";
import { locales } from "../contract/schemas.ts";
import { noticeKinds } from "../domain/notice.ts";
import { noticeEmail, noticeText } from "./notices.ts";
import { countSegments } from "./segments.ts";

const abouts = [
  { type: "phone", destination: "+819012345678" },
  { type: "email", destination: `${"a".repeat(64)}@${"b".repeat(180)}.example.jp` },
] as const;
const from = { browser: "Samsung Internet for Android", system: "Android", country: "JP", region: "46" } as const;
/** The longest time there is. */
const at = Date.UTC(2033, 11, 28, 14, 59);
const codeWord = "verification_code" as const;
const facts = { at, from, method: "phone", reason: "lost phone" } as const;
const all = noticeKinds.flatMap((kind) => locales.map((locale) => ({ kind, locale })));

describe.each(all)("the notice $kind in $locale", ({ kind, locale }) => {
  test("given the longest name and any destination, when it is an SMS, then it is one segment", () => {
    const names = ["n".repeat(10), "認".repeat(10)];
    const texts = names.flatMap((shortName) =>
      abouts.map((about) => noticeText(kind, locale, { shortName, codeWord, about, ...facts })),
    );
    expect(texts.map((text) => countSegments(text).segments)).toEqual([1, 1, 1, 1]);
  });

  test("given a service, when it is read, then each form says its name and gives no link", () => {
    const words = { shortName: "nidan", codeWord, about: abouts[0], ...facts };
    const { subject, text, html } = noticeEmail(kind, locale, words);
    for (const form of [noticeText(kind, locale, words), subject, text, html]) {
      expect(form).toContain("nidan");
      expect(form).not.toMatch(/https?:|www\.|<a\b/);
    }
  });

  test("given an app, which has no destination, when it is read, then nothing is left empty", () => {
    const words = { shortName: "nidan", codeWord, about: { type: "app" as const, destination: "" }, ...facts };
    const { subject, text } = noticeEmail(kind, locale, words);
    for (const form of [noticeText(kind, locale, words), subject, text]) expect(form).not.toMatch(/（）|reach ,| {2}/);
  });

  test("given a number, when it is read, then the number does not stand in it", () => {
    const words = { shortName: "nidan", codeWord, about: abouts[0], ...facts };
    const { text, html } = noticeEmail(kind, locale, words);
    expect([noticeText(kind, locale, words), text, html].filter((form) => /12345678|\+81/.test(form))).toEqual([]);
  });

  test("given it was done by somebody, when it is a mail, then both forms say when, with which browser and where", () => {
    const words = { shortName: "nidan", codeWord, about: abouts[0], ...facts };
    const { text, html } = noticeEmail(kind, locale, words);
    const said = {
      ja: ["2033年12月28日 23:59（日本時間）", "Samsung Internet for Android / Android", "鹿児島県"],
      en: ["28 December 2033 at 23:59 (Japan)", "Samsung Internet for Android / Android", "Kagoshima, Japan"],
    }[locale];
    for (const form of [text, html]) expect(said.filter((fact) => !form.includes(fact))).toEqual([]);
  });

  test("attack 37 (mails): given names with marks of HTML, when it is a mail, then they are text", () => {
    const marked = { browser: "<b>x</b>", system: '"><img src=x>', country: "JP", region: "<i>" } as const;
    const { html } = noticeEmail(kind, locale, { shortName: "<b>x</b>", codeWord, at, from: marked, method: "phone" });
    expect(html).not.toMatch(/<(?:b|i|img)\b/);
  });

  test("given it was somebody else, when it is read, then it says what to do", () => {
    const { text } = noticeEmail(kind, locale, { shortName: "nidan", codeWord, about: abouts[0], ...facts });
    expect(text).toMatch(
      locale === "ja"
        ? /お心当たりがない場合は|連絡先が変わった場合は/
        : /If (this was not you|you did not expect this|your .* changed)/,
    );
  });
});

const nobody = { shortName: "nidan", codeWord, at: now, from: {} } as const;

test("given an address that is dead, when its notice is a mail, then it names the address masked", () => {
  const about = { type: "email", destination: "hanako@example.jp" } as const;
  expect(noticeEmail("destination_unreachable", "ja", { ...nobody, about }).text).toContain("h***@example.jp");
});

test.each([
  ["ja", "日時：2033年5月18日 12:33（日本時間）"],
  ["en", "Time: 18 May 2033 at 12:33 (Japan)"],
] as const)("given %s and an unknown device, when a notice is a mail, then it says when it happened: %s", (locale, time) => {
  const { text } = noticeEmail("sign_in", locale, nobody);
  expect(text).toContain(time);
  expect(text).not.toMatch(/ブラウザ：|地域：|Browser:|Area:|undefined/);
});

test.each([
  ["ja", "totp", "対象の認証方法：認証アプリ"],
  ["en", "phone", "Method: phone number"],
] as const)("given a method in %s that was changed, when a notice is a mail, then it says which: %s", (locale, method, line) => {
  expect(noticeEmail("method_replaced", locale, { ...nobody, method }).text).toContain(line);
});

test("given a name that leaves no room for the time, when a notice is an SMS, then it is left out", () => {
  const text = noticeText("backup_code_used", "en", { ...nobody, shortName: "認".repeat(10) });
  expect(text).toBe(`${"認".repeat(10)}: backup code used. Not you? Change your password.`);
});

test.each(
  noticeKinds.filter((kind) => kind !== "destination_unreachable" && kind !== "backup_codes_low"),
)("given the longest name in Japanese, when %s is an SMS, then there is room for the time", (kind) => {
  expect(noticeText(kind, "ja", { ...facts, codeWord, shortName: "認".repeat(10) })).toContain("12/28 23:59");
});

test.each([
  ["ja", "【nidan】5/18 12:33 ログインがありました。"],
  ["en", "nidan: new sign-in, 18 May, 12:33 (Japan)."],
] as const)("given %s, when a notice is an SMS, then it says when it happened", (locale, beginning) => {
  expect(noticeText("sign_in", locale, nobody).startsWith(beginning)).toBe(true);
});
