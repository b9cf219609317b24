import { describe, expect, test } from "@jest/globals";
import { judgeCredentials } from "./credentials.ts";

const named = (name: string) => Object.assign(new Error("its words\nand more"), { name });

describe("credentials", () => {
  test.each([
    ["AccessDenied", "ok"],
    ["AccessDeniedException", "ok"],
    ["AuthorizationErrorException", "ok"],
    ["CredentialsProviderError", "bad"],
    ["TokenProviderError", "bad"],
    ["UnrecognizedClientException", "bad"],
    ["InvalidClientTokenId", "bad"],
    ["ExpiredToken", "bad"],
    ["ExpiredTokenException", "bad"],
    ["SignatureDoesNotMatch", "bad"],
    ["InvalidSignatureException", "bad"],
    ["IncompleteSignature", "bad"],
    ["MissingAuthenticationToken", "bad"],
    ["Throttling", "warn"],
    ["TimeoutError", "warn"],
  ])("given a first call that failed as %s, when they are judged, then they are %s", (name, state) => {
    expect(judgeCredentials(named(name), "ap-northeast-1").state).toBe(state);
  });

  test("given an error of many lines, when they are judged, then its first is told", () => {
    expect(judgeCredentials(named("ExpiredToken"), "ap-northeast-1").says).toBe(
      "there are none that AWS takes (ExpiredToken: its words)",
    );
  });
});
