import { createHmac, createPublicKey } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { createRemoteJWKSet, exportJWK, generateKeyPair, type JWTVerifyOptions, jwtVerify, SignJWT } from "jose";
import { password, roomy, type Service, startService } from "../support/service.ts";
import { freshAddress, heldOf, newestCode } from "./visitor.ts";

let service: Service;
let keys: ReturnType<typeof createRemoteJWKSet>;
let token: string;

beforeAll(async () => {
  service = await startService({ ...roomy, clients: [{ clientId: "shop" }, { clientId: "bank" }] });
  keys = createRemoteJWKSet(new URL("/.well-known/jwks.json", service.stack.origin));
  token = await resultFor("shop");
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

async function resultFor(clientId: string): Promise<string> {
  const person = await service.makeAccount();
  const client = service.from(freshAddress());
  const login = await client.startLogin({ body: { identifier: person.identifier, password, clientId, nonce: "n-1" } });
  await client.createChallenge({ ...heldOf(login), body: { methodId: login.methods[0]?.methodId ?? "" } });
  const code = newestCode(service, person);
  return (await client.issueToken(heldOf(await client.verifyLogin({ ...heldOf(login), body: { code } })))).token;
}

/** As a relying service should, but for the list of algorithms: our JWKS itself must leave no choice. */
const verify = (jwt: string, options: JWTVerifyOptions = {}) =>
  jwtVerify(jwt, keys, { issuer: service.stack.origin, audience: "shop", typ: "nidan-result+jwt", ...options });

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const decode = (part: string | undefined) => JSON.parse(Buffer.from(part ?? "", "base64url").toString());
const partsOf = (jwt: string) => {
  const [header, claims, signature = ""] = jwt.split(".");
  return { header: decode(header), claims: decode(claims), signature };
};

describe("attack 43: the result", () => {
  test("attack 43: given a result, when its own client verifies it, then it is accepted", async () => {
    const { payload, protectedHeader } = await verify(token, { algorithms: ["ES256"] });

    expect(payload).toMatchObject({ aud: "shop", nonce: "n-1" });
    expect(protectedHeader).toMatchObject({ alg: "ES256", typ: "nidan-result+jwt" });
  });

  test("attack 43: given a result for one client, when another verifies it, then it is refused", async () => {
    await expect(verify(token, { audience: "bank" })).rejects.toThrow('unexpected "aud" claim value');
    await expect(verify(await resultFor("bank"))).rejects.toThrow('unexpected "aud" claim value');
  });

  test("attack 43: given a client that nobody registered, when a login names it, then it is refused", async () => {
    await expect(resultFor("evil")).rejects.toThrow("400 invalid_request");
  });

  test("attack 43: given a result of another issuer, when it is verified, then it is refused", async () => {
    await expect(verify(token, { issuer: "https://login.example.jp" })).rejects.toThrow('unexpected "iss" claim value');
  });

  test("attack 43: given a JWT of ours that is no result, when it is verified as one, then it is refused", async () => {
    const other = await service.dependencies.signer.sign({ typ: "JWT" }, partsOf(token).claims);

    await expect(verify(other)).rejects.toThrow('unexpected "typ" JWT header value');
  });

  test("attack 43: given a result, when its five minutes are over, then it is refused", async () => {
    service.stack.advanceClock(301);

    await expect(verify(token)).rejects.toThrow('"exp" claim timestamp check failed');
  });
});

describe("attack 43: forgeries", () => {
  test.each([
    "none",
    "None",
    "NONE",
    "",
  ])("attack 43: given the algorithm %j, when it is verified, then it is refused", async (alg) => {
    const { header, claims, signature } = partsOf(token);

    await expect(verify(`${encode({ ...header, alg })}.${encode(claims)}.`)).rejects.toThrow();
    await expect(verify(`${encode({ ...header, alg })}.${encode(claims)}.${signature}`)).rejects.toThrow();
  });

  test("attack 43: given a MAC under the bytes of the public key, in any form, when it is verified, then it is refused", async () => {
    const { keys: published } = await service.from(freshAddress()).getJwks({});
    const [jwk = { kty: "", kid: "" }] = published;
    const key = createPublicKey({ key: jwk, format: "jwk" });
    const secrets = [
      key.export({ type: "spki", format: "pem" }),
      key.export({ type: "spki", format: "der" }),
      JSON.stringify(jwk),
      Buffer.from(String(jwk.x), "base64url"),
      "",
    ];

    for (const secret of secrets) {
      const input = `${encode({ ...partsOf(token).header, alg: "HS256" })}.${encode(partsOf(token).claims)}`;
      const mac = createHmac("sha256", secret).update(input).digest("base64url");
      await expect(verify(`${input}.${mac}`)).rejects.toThrow();
    }
    expect(published.map(({ kty, alg, use }) => ({ kty, alg, use }))).toEqual([
      { kty: "EC", alg: "ES256", use: "sig" },
    ]);
  });

  test("attack 43: given another's key, named by the header in any way, when it is verified, then it is refused", async () => {
    const { privateKey, publicKey } = await generateKeyPair("ES256");
    const { header, claims } = partsOf(token);
    const jwk = await exportJWK(publicKey);

    for (const extra of [{}, { jwk }, { jku: "https://evil.example/jwks.json" }, { kid: "other" }]) {
      const forged = await new SignJWT(claims).setProtectedHeader({ ...header, ...extra }).sign(privateKey);
      await expect(verify(forged)).rejects.toThrow();
    }
  });

  test.each([
    ["another subject", { sub: "AAAAAAAAAAAAAAAAAAAAAA" }],
    ["another audience", { aud: "bank" }],
    ["a stronger proof", { amr: ["pwd", "hwk", "mfa"] }],
    ["a later end", { exp: 9_999_999_999 }],
  ])("attack 43: given a result changed to claim %s, when it is verified, then it is refused", async (_, change) => {
    const { header, claims, signature } = partsOf(token);

    const forged = `${encode(header)}.${encode({ ...claims, ...change })}.${signature}`;

    const { aud } = { ...claims, ...change };
    await expect(verify(forged, { audience: aud })).rejects.toThrow("signature verification failed");
  });

  test("attack 43: given a result without its signature, or with part of it, when it is verified, then it is refused", async () => {
    const [head, signature = ""] = [token.slice(0, token.lastIndexOf(".")), partsOf(token).signature];

    for (const kept of ["", signature.slice(0, 43), "A".repeat(86)]) {
      await expect(verify(`${head}.${kept}`)).rejects.toThrow();
    }
  });
});
