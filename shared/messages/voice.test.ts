import { describe, expect, test } from "@jest/globals";
import { isSpeakable, plainSpeech } from "../../infra/local/receiver/call-speech.ts";
import { locales } from "../contract/schemas.ts";
import { messagePurposes } from "../domain/message-purpose.ts";
import { codeCall } from "./voice.ts";

const words = {
  purpose: "sign_in",
  shortName: "nidan",
  codeWord: "verification_code",
  code: "012345",
  reference: "W7",
} as const;
const spoken = ["ask", "code", "wrongKey", "goodbye"] as const;
const all = locales.flatMap((locale) => messagePurposes.map((purpose) => ({ locale, purpose })));

describe.each(all)("the call in $locale for $purpose", ({ locale, purpose }) => {
  const call = codeCall(locale, "7", { ...words, purpose });

  test("given a code, when it is spoken, then digit by digit with pauses, and the reference after it", () => {
    expect(plainSpeech(call.code)).toContain("0 1 2 3 4 5");
    expect(plainSpeech(call.code)).toContain("W 7");
    expect(call.code).toMatch(/0<break time="\d+ms"\/>1/);
  });
  test("given the call, when it asks for the key, then it says neither the key nor the code", () => {
    expect(plainSpeech(call.ask)).toContain("nidan");
    expect(plainSpeech(call.ask)).not.toMatch(/\d/);
    expect(`${call.wrongKey}${call.goodbye}`).not.toMatch(/\d/);
  });
  test("attack 37 (calls): given a name with marks of SSML, when it is spoken, then they are text", () => {
    const hostile = codeCall(locale, "7", { ...words, purpose, shortName: `"<a>&'` });
    expect(spoken.filter((part) => !isSpeakable(hostile[part]))).toEqual([]);
    expect(hostile.ask).not.toContain("<a>");
  });
});
