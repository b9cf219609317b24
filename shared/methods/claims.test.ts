import { describe, expect, test } from "@jest/globals";
import { loginOf, now, settings } from "../../test/support/samples.ts";
import { seconds, toEpochSeconds } from "../domain/duration.ts";
import type { Login } from "../domain/login.ts";
import { resultClaims } from "./claims.ts";

const issuer = "https://login.example.jp";
const issuedAt = now + seconds(9);
const byPassword: Login = loginOf({
  state: "complete",
  password: { at: now },
});
const byBoth: Login = { ...byPassword, secondFactor: { by: "sms_code", at: now + seconds(5) } };

describe("the claims of a result", () => {
  test("given the password alone, when claims are made, then one factor and no mfa", () => {
    expect(resultClaims(byPassword, issuedAt, issuer, settings)).toMatchObject({
      amr: ["pwd"],
      acr: "urn:nidan:acr:1",
    });
  });
  test("given both factors, when claims are made, then both, and mfa for the two", () => {
    expect(resultClaims(byBoth, issuedAt, issuer, settings)).toMatchObject({
      amr: ["pwd", "sms", "mfa"],
      acr: "urn:nidan:acr:2",
    });
  });
  test("given both factors, when claims are made, then authentication was when the second was proved", () => {
    expect(resultClaims(byBoth, issuedAt, issuer, settings).auth_time).toBe(toEpochSeconds(now) + 5);
  });
  test("given the password alone, when claims are made, then authentication was when it was proved", () => {
    expect(resultClaims(byPassword, issuedAt, issuer, settings).auth_time).toBe(toEpochSeconds(now));
  });
  test("given the first issue, when claims are made, then the result is valid from then as long as is set", () => {
    expect(resultClaims(byBoth, issuedAt, issuer, settings)).toMatchObject({
      iat: toEpochSeconds(now) + 9,
      exp: toEpochSeconds(now) + 309,
      jti: byBoth.loginId,
    });
  });
  test("given no client, when claims are made, then the result is for the hosted pages", () => {
    expect(resultClaims(byBoth, issuedAt, issuer, settings)).toMatchObject({
      iss: issuer,
      aud: "nidan",
      sub: byBoth.sub,
    });
  });
  test("given a client and a nonce, when claims are made, then the result is for it and repeats it", () => {
    const asked = { ...byBoth, clientId: "shop", nonce: "n-0S6_WzA2Mj" };
    expect(resultClaims(asked, issuedAt, issuer, settings)).toMatchObject({ aud: "shop", nonce: "n-0S6_WzA2Mj" });
  });
  test("given no nonce, when claims are made, then there is none", () => {
    expect(resultClaims(byBoth, issuedAt, issuer, settings)).not.toHaveProperty("nonce");
  });
});
