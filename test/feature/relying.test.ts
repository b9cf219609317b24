import { createHmac } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import middy from "@middy/core";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import {
  createResultVerifier,
  type RelyingService,
  ResultRefused,
  requireResult,
  type Wanted,
  type WithResult,
} from "../../shared/relying/index.ts";
import { freshAddress, heldOf, newestCode } from "../attack/visitor.ts";
import { context, eventOf } from "../support/events.ts";
import { password, roomy, type Service, startService } from "../support/service.ts";

let service: Service;
let token: string;
let sub: string;

beforeAll(async () => {
  service = await startService({ ...roomy, clients: [{ clientId: "shop" }, { clientId: "bank" }] });
  const person = await service.makeAccount();
  const client = service.from(freshAddress());
  const body = { identifier: person.identifier, password, clientId: "shop", nonce: "n-1" };
  const login = await client.startLogin({ body });
  await client.createChallenge({ ...heldOf(login), body: { methodId: login.methods[0]?.methodId ?? "" } });
  const held = heldOf(await client.verifyLogin({ ...heldOf(login), body: { code: newestCode(service, person) } }));
  ({ token } = await client.issueToken(held));
  sub = person.sub;
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

const shop = (changes: Partial<RelyingService> = {}): RelyingService => ({
  issuer: service.stack.origin,
  clientId: "shop",
  ...changes,
});

/** Why a result is refused; `accepted` where it is not. */
async function refusalOf(jwt: string, wanted: Wanted = {}, changes: Partial<RelyingService> = {}): Promise<string> {
  try {
    await createResultVerifier(shop(changes))(jwt, wanted);
    return "accepted";
  } catch (error) {
    if (error instanceof ResultRefused) return error.refusal;
    throw error;
  }
}

const partOf = (place: number) => JSON.parse(Buffer.from(token.split(".")[place] ?? "", "base64url").toString());
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
/** The claims of the result with changes, signed by the service's own key. */
const signedWith = (claims: object, typ = "nidan-result+jwt") =>
  service.dependencies.signer.sign({ typ }, { ...partOf(1), ...claims });

/** A result of an account that has no second factor. */
async function oneFactor(): Promise<string> {
  const { identifier } = await service.makeAccount([]);
  const client = service.from(freshAddress());
  const login = await client.startLogin({ body: { identifier, password, clientId: "shop" } });
  return (await client.issueToken(heldOf(login))).token;
}

describe("verifyResult", () => {
  test("given a result, when its own service verifies it, then it tells what was proved", async () => {
    expect(await createResultVerifier(shop())(token, { nonce: "n-1", secondFactor: "proved" })).toEqual({
      sub,
      amr: ["pwd", "sms", "mfa"],
      acr: "urn:nidan:acr:2",
      authTime: partOf(1).auth_time,
      trustedBrowser: false,
      loginId: partOf(1).jti,
      expiresAt: partOf(1).exp,
    });
  });

  test.each([
    ["alg none", () => `${encode({ ...partOf(0), alg: "none" })}.${token.split(".")[1]}.`],
    [
      "alg none and the old signature",
      () => `${encode({ ...partOf(0), alg: "none" })}.${token.split(".").slice(1).join(".")}`,
    ],
    ["another's subject", () => token.replace(token.split(".")[1] ?? "", encode({ ...partOf(1), sub: "other" }))],
  ])("attack 43: given %s, when it is verified, then it is refused", async (_, forged) => {
    expect(await refusalOf(forged())).toBe("signature");
  });

  test("attack 43: given HS256 with the public key as its secret, when it is verified, then it is refused", async () => {
    const jwks = await fetch(`${service.stack.origin}/.well-known/jwks.json`);
    const { keys } = JSON.parse(await jwks.text());
    const input = `${encode({ ...partOf(0), alg: "HS256" })}.${encode(partOf(1))}`;
    const forged = createHmac("sha256", JSON.stringify(keys[0])).update(input).digest("base64url");
    expect(await refusalOf(`${input}.${forged}`)).toBe("signature");
  });

  test("attack 43: given a key that the result brings along, when it is verified, then it is refused", async () => {
    const { privateKey, publicKey } = await generateKeyPair("ES256");
    const header = { ...partOf(0), alg: "ES256", jwk: await exportJWK(publicKey) };
    expect(await refusalOf(await new SignJWT(partOf(1)).setProtectedHeader(header).sign(privateKey))).toBe("signature");
  });

  test.each([
    ["another client's", () => refusalOf(token, {}, { clientId: "bank" }), "audience"],
    ["another issuer's", async () => refusalOf(await signedWith({ iss: "https://evil.example" })), "issuer"],
    ["a JWT of ours that is no result", async () => refusalOf(await signedWith({}, "JWT")), "type"],
    ["one without a time", async () => refusalOf(await signedWith({ auth_time: undefined })), "malformed"],
    ["one whose amr is a text", async () => refusalOf(await signedWith({ amr: "mfa" })), "malformed"],
    ["no JWT at all", () => refusalOf("nonsense"), "malformed"],
    ["the answer to another request", () => refusalOf(token, { nonce: "n-2" }), "nonce"],
    ["one algorithm in place of the other", () => refusalOf(token, {}, { algorithm: "RS256" }), "signature"],
  ] as const)("given %s, when it is verified, then the reason is told", async (_, tried, refusal) => {
    expect(await tried()).toBe(refusal);
  });

  test.each([
    [320, "accepted"],
    [331, "expired"],
  ])("given the tolerance of 30 s, when %i s have passed, then it is %s", async (passed, expected) => {
    service.stack.advanceClock(passed);
    expect(await refusalOf(token)).toBe(expected);
  });

  test("given one factor alone, when two are wanted, then it is refused, and else accepted", async () => {
    const single = await oneFactor();
    expect(await refusalOf(single)).toBe("accepted");
    expect(await refusalOf(single, { secondFactor: "proved" })).toBe("second_factor_missing");
    expect(await refusalOf(single, { secondFactor: "proved_or_trusted" })).toBe("second_factor_missing");
  });

  test("given a trusted browser, when two factors are wanted, then it counts only where it may", async () => {
    const trusted = await signedWith({ amr: ["pwd"], acr: "urn:nidan:acr:1", trusted_browser: true });
    expect(await refusalOf(trusted, { secondFactor: "proved_or_trusted" })).toBe("accepted");
    expect(await refusalOf(trusted, { secondFactor: "proved" })).toBe("second_factor_missing");
  });

  test("given a factor that was proved a while ago, when a fresh one is wanted, then it is refused", async () => {
    expect(await refusalOf(token, { maxAgeSeconds: 60 })).toBe("accepted");
    service.stack.advanceClock(120);
    expect(await refusalOf(token, { maxAgeSeconds: 60 })).toBe("too_old");
  });

  test("given an issuer that cannot be reached, when a result is verified, then it is a fault and no refusal", async () => {
    const verify = createResultVerifier({ issuer: "http://localhost:9", clientId: "shop" });
    await expect(verify(token)).rejects.not.toBeInstanceOf(ResultRefused);
  });
});

describe("requireResult", () => {
  const call = async (authorization: string | undefined, wanted: Omit<Wanted, "nonce"> = {}) => {
    const handler = middy<APIGatewayProxyEventV2 & Partial<WithResult>, APIGatewayProxyStructuredResultV2>({
      timeoutEarlyInMillis: 0,
    })
      .use(requireResult(shop(), wanted))
      .handler(async ({ nidan }) => ({ statusCode: 200, body: nidan?.sub ?? "" }));
    return handler(eventOf("getSettings", { headers: authorization === undefined ? {} : { authorization } }), context);
  };

  test("given a result as the bearer, when the service is called, then its handler knows the account", async () => {
    expect(await call(`Bearer ${token}`, { secondFactor: "proved" })).toEqual({ statusCode: 200, body: sub });
  });

  test.each([
    ["no bearer", undefined, "Bearer"],
    ["another scheme", "Basic YTpi", "Bearer"],
    ["a forged one", "Bearer a.b.c", 'Bearer error="invalid_token"'],
  ])("given %s, when the service is called, then it answers 401 and the handler is not run", async (_, sent, header) => {
    const answer = await call(sent);
    expect(answer).toMatchObject({ statusCode: 401, headers: { "www-authenticate": header } });
  });

  test("given one factor where two are wanted, when the service is called, then it says what would do", async () => {
    const answer = await call(`Bearer ${await oneFactor()}`, { secondFactor: "proved", maxAgeSeconds: 300 });
    expect(answer.headers?.["www-authenticate"]).toBe(
      'Bearer error="insufficient_user_authentication", acr_values="urn:nidan:acr:2", max_age="300"',
    );
    expect(JSON.parse(answer.body ?? "")).toMatchObject({
      code: "insufficient_user_authentication",
      acr_values: "urn:nidan:acr:2",
      max_age: 300,
    });
  });
});
