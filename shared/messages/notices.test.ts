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
const all = noticeKinds.flatMap((kind) => locales.map((locale) => ({ kind, locale })));

describe.each(all)("the notice $kind in $locale", ({ kind, locale }) => {
  test("given the longest name and any destination, when it is an SMS, then it is one segment", () => {
    const names = ["n".repeat(10), "認".repeat(10)];
    const texts = names.flatMap((shortName) => abouts.map((about) => noticeText(kind, locale, { shortName, about })));
    expect(texts.map((text) => countSegments(text).segments)).toEqual([1, 1, 1, 1]);
  });

  test("given a service, when it is read, then each form says its name and gives no link", () => {
    const words = { shortName: "nidan", about: abouts[0] };
    const { subject, text, html } = noticeEmail(kind, locale, words, now);
    for (const form of [noticeText(kind, locale, words), subject, text, html]) {
      expect(form).toContain("nidan");
      expect(form).not.toMatch(/https?:|www\.|<a\b/);
    }
  });

  test("given a number, when it is read, then the number does not stand in it", () => {
    const words = { shortName: "nidan", about: abouts[0] };
    const { text, html } = noticeEmail(kind, locale, words, now);
    expect([noticeText(kind, locale, words), text, html].filter((form) => /12345678|\+81/.test(form))).toEqual([]);
  });

  test("attack 37 (mails): given a name with marks of HTML, when it is a mail, then they are text", () => {
    expect(noticeEmail(kind, locale, { shortName: "<b>x</b>" }, now).html).not.toContain("<b>");
  });
});

test("given an address that is dead, when its notice is a mail, then it names the address masked", () => {
  const about = { type: "email", destination: "hanako@example.jp" } as const;
  expect(noticeEmail("destination_unreachable", "ja", { shortName: "nidan", about }, now).text).toContain(
    "h***@example.jp",
  );
});

test.each([
  ["ja", "2033年5月18日 12:33（日本時間）"],
  ["en", "18 May 2033 at 12:33 (Japan)"],
] as const)("given %s, when a notice is a mail, then it says when it happened: %s", (locale, time) => {
  expect(noticeEmail("sign_in", locale, { shortName: "nidan" }, now).text).toContain(time);
});
