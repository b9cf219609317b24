import { describe, expect, test } from "@jest/globals";
import { locales } from "../contract/schemas.ts";
import { codeEmail } from "./email.ts";
import { escapeXml } from "./escape.ts";

const words = {
  purpose: "sign_in",
  shortName: "nidan",
  codeWord: "verification_code",
  code: "123456",
  reference: "W7",
  lifetimeMinutes: 5,
} as const;

describe.each(locales)("the mail that carries a code, in %s", (locale) => {
  const email = codeEmail(locale, words);

  test("given a code, when the mail is made, then both forms have the code, the reference and how long it works", () => {
    for (const form of [email.text, email.html]) {
      expect(["123456", "W7", "5"].filter((part) => !form.includes(part))).toEqual([]);
    }
  });
  test("given a code, when the mail is made, then the subject has the reference and not the code", () => {
    expect(email.subject).toContain("W7");
    expect(email.subject).not.toContain("123456");
  });
  test("given a code, when the mail is made, then nothing in it can be followed or is fetched", () => {
    expect(email.html).not.toMatch(/<(?:a|img|link|script|iframe|form)\b|url\(|https?:/i);
    expect(email.text).not.toMatch(/https?:|www\./i);
  });
  test("attack 37 (mails): given a name with marks of HTML, when the mail is made, then they are text", () => {
    const { html } = codeEmail(locale, { ...words, shortName: '<a href="x">' });
    expect(html).not.toContain("<a");
    expect(html).toContain("&#60;a href=&#34;x&#34;&#62;");
  });
});

test("given every mark that HTML gives a meaning, when it is escaped, then none is left", () => {
  expect(escapeXml(`&<>"'`)).toBe("&#38;&#60;&#62;&#34;&#39;");
});
