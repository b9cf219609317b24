import { describe, expect, test } from "@jest/globals";
import type { ProblemBody } from "../../shared/contract/schemas.ts";
import { en } from "../messages/en.ts";
import { ja } from "../messages/ja.ts";
import { isFinal, knownCode, reactionTo, wordsFor } from "./reactions.ts";

const problem = (code: string, status: number, more: Partial<ProblemBody> = {}): ProblemBody => ({
  type: `urn:nidan:problem:${code}`,
  title: "",
  status,
  code,
  ...more,
});

describe("reactions to refusals", () => {
  test("given the last wrong code, when it is refused, then the login is locked", () => {
    expect(reactionTo(problem("challenge_failed", 422, { attemptsLeft: 1 })).act).toBe("correct");
    expect(reactionTo(problem("challenge_failed", 422, { attemptsLeft: 0 })).act).toBe("locked");
  });
  test.each([
    ["policy_changed", 403, "login_closed"],
    ["calm_down", 429, "slow_down"],
    ["on_fire", 500, "internal"],
    ["toString", 503, "internal"],
  ])("given a code that the pages do not know (%s), then its status decides", (code, status, known) => {
    expect(knownCode({ code, status })).toBe(known);
  });
  test("given a wrong code, when it is refused, then the words ask to check it", () => {
    expect(wordsFor(problem("challenge_failed", 422), ja, ja.byMethod.sms_code.code.problems)).toBe(
      "認証コードが正しくありません。ご確認のうえ、もう一度入力してください。",
    );
  });
  test("given a fault of ours, when it is told, then the request keeps its key; after a refusal it does not", () => {
    expect(isFinal(problem("unavailable", 503))).toBe(false);
    expect(isFinal(problem("delivery_unavailable", 503))).toBe(true);
    expect(isFinal(problem("credentials_invalid", 422))).toBe(true);
  });
  test("given an ill-formed code, when it is refused, then the code page says how it looks", () => {
    for (const [type, digits] of [
      ["sms_code", "6桁"],
      ["backup_code", "8桁"],
    ] as const) {
      const { problems } = ja.byMethod[type].code;
      expect(wordsFor(problem("invalid_request", 400), ja, problems)).toContain(digits);
    }
    expect(wordsFor(problem("invalid_request", 400), ja)).toBe(ja.problems.invalid_request);
  });
  test("given wrong credentials, when they are refused, then no language says which part was wrong", () => {
    expect(wordsFor(problem("credentials_invalid", 422), ja)).toContain("ログインIDまたはパスワード");
    expect(wordsFor(problem("credentials_invalid", 422), en)).toContain("login ID or the password");
  });
});
