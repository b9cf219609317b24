import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type Locale, locales } from "../contract/schemas.ts";
import { messagePurposes } from "../domain/message-purpose.ts";
import { countSegments } from "./segments.ts";
import { smsCodeText, smsExcess, smsLinkText } from "./sms.ts";

const words = {
  purpose: "sign_in",
  shortName: "nidan",
  codeWord: "verification_code",
  code: "012345",
  reference: "W7",
  host: "login.example.jp",
} as const;
const hostOf = (length: number) => "h".repeat(length);
const segments = (locale: Locale, shortName: string, host: string) =>
  countSegments(smsCodeText(locale, { ...words, shortName, host })).segments;

describe("the SMS that carries a code", () => {
  test("given Japanese, when it is written, then so", () => {
    expect(smsCodeText("ja", words)).toBe(
      "【nidan】認証コード 012345 照合W7\n他人に教えないでください\n@login.example.jp #012345",
    );
  });
  test("given English, when it is written, then so", () => {
    expect(smsCodeText("en", words)).toBe(
      "nidan: your code is 012345 (ref W7).\nNever share it.\n@login.example.jp #012345",
    );
  });
  test.each(locales)("given %s, when it is read by a phone, then the last line is bound to the origin", (locale) => {
    expect(smsCodeText(locale, words).split("\n").at(-1)).toBe("@login.example.jp #012345");
  });
  test.each(locales)("given %s, when it is read, then the code stands once before the last line", (locale) => {
    expect(smsCodeText(locale, words).split("\n").slice(0, -1).join("").match(/\d{6}/g)).toEqual(["012345"]);
  });
  test.each(locales)("given %s and a host that leaves no room, when it is written, then the warning goes", (locale) => {
    expect(smsCodeText(locale, { ...words, shortName: "二段階認証", host: hostOf(24) }).split("\n")).toHaveLength(2);
  });
});

describe("the SMS that carries a one-time URL", () => {
  const url = `https://login.example.jp/v#${"x".repeat(45)}`;

  test.each([
    ["ja", `【nidan】ログインの確認 照合W7\n${url}\n心当たりがなければ開かないでください`],
    ["en", `nidan: confirm login, ref W7\n${url}\nNot you? Ignore.`],
  ] as const)("given %s, when it is written, then so", (locale, text) => {
    expect(smsLinkText(locale, { shortName: "nidan", reference: "W7", url })).toBe(text);
  });
  test.each(
    locales,
  )("given %s and the longest name of either kind, when its host is as long as a code's can be, then it is two segments at most", (locale) => {
    const urlOf = (host: number) => `https://${hostOf(host)}/v#${"x".repeat(45)}`;
    const texts = [
      smsLinkText(locale, { shortName: "n".repeat(10), reference: "W7", url: urlOf(31) }),
      smsLinkText(locale, { shortName: "認".repeat(10), reference: "W7", url: urlOf(19) }),
    ];
    expect(texts.filter((text) => countSegments(text).segments > 2)).toEqual([]);
  });
  test("given a name and host that only the URL's text cannot bear, when they are measured, then there is an excess", () => {
    const without = smsExcess("認証", hostOf(20), "verification_code");
    const text = smsLinkText("ja", {
      shortName: "認証",
      reference: "W7",
      url: `https://${hostOf(90)}/v#${"x".repeat(45)}`,
    });
    expect([without, countSegments(text).segments]).toEqual([0, 3]);
  });
});

describe("names and hosts that an SMS can bear", () => {
  test.each([
    ["an ASCII name of ten", "n".repeat(10), 31],
    ["an ASCII name of five", "nidan", 36],
    ["a Japanese name of ten", "認".repeat(10), 19],
    ["a Japanese name of two", "認証", 27],
  ])("given %s, when its host is as long as it can bear, then each language is one segment", (_, name, host) => {
    expect(locales.map((locale) => segments(locale, name, hostOf(host)))).toEqual(locales.map(() => 1));
  });

  test.each([
    ["an ASCII name of ten", "n".repeat(10), 31],
    ["an ASCII name of five", "nidan", 36],
    ["a Japanese name of ten", "認".repeat(10), 19],
    ["a Japanese name of two", "認証", 27],
  ])("given %s, when its host is longer by n than it can bear, then the excess is n", (_, name, host) => {
    expect([0, 1, 2, 7].map((more) => smsExcess(name, hostOf(host + more), "verification_code"))).toEqual([0, 1, 2, 7]);
  });

  test("given the longer word for the code, when the SMS is written, then it stands there, and names and hosts have as much room", () => {
    const longest = { ...words, codeWord: "security_code", shortName: "認".repeat(10), host: hostOf(19) } as const;
    expect(smsCodeText("ja", longest)).toContain("セキュリティコード 012345");
    expect(countSegments(smsCodeText("ja", longest)).segments).toBe(1);
    expect([19, 20].map((host) => smsExcess("認".repeat(10), hostOf(host), "security_code"))).toEqual([0, 1]);
  });

  test("given any name and host without excess, when the SMS is written, then it is one segment in each language, by either word", () => {
    const name = fc.string({ unit: fc.constantFrom("a", "Z", "認", "€", "ç", "😀", "`"), minLength: 1, maxLength: 10 });
    const code = fc.stringMatching(/^[0-9]{6}$/);
    const reference = fc.stringMatching(/^[2-9A-HJ-NP-Z]{2}$/);
    const host = fc.integer({ min: 1, max: 45 }).map(hostOf);
    const codeWord = fc.constantFrom("verification_code", "security_code");
    fc.assert(
      fc.property(fc.record({ shortName: name, host, codeWord, code, reference }), (any) => {
        fc.pre(smsExcess(any.shortName, any.host, any.codeWord) === 0);
        const texts = locales.flatMap((locale) =>
          messagePurposes.map((purpose) => smsCodeText(locale, { ...any, purpose })),
        );
        expect(texts.filter((text) => countSegments(text).segments !== 1)).toEqual([]);
      }),
    );
  });
});
