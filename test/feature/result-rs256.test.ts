import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { calculateJwkThumbprint, createRemoteJWKSet, jwtVerify } from "jose";
import { completeLogin, freshAddress } from "../attack/visitor.ts";
import { roomy, type Service, startService } from "../support/service.ts";

let service: Service;

beforeAll(async () => {
  service = await startService({ ...roomy, result: { algorithm: "RS256" } });
});
afterAll(() => service.stack.close());

test("result: given RS256 as a setting, when a relying service verifies the result, then it is signed so", async () => {
  const { origin } = service.stack;
  const { client, held } = await completeLogin(service, await service.makeAccount());

  const { token } = await client.issueToken(held);

  const keys = createRemoteJWKSet(new URL("/.well-known/jwks.json", origin));
  const { protectedHeader, payload } = await jwtVerify(token, keys, {
    issuer: origin,
    audience: "nidan",
    typ: "nidan-result+jwt",
    algorithms: ["RS256"],
  });
  expect(protectedHeader.alg).toBe("RS256");
  expect(payload.amr).toEqual(["pwd", "sms", "mfa"]);
});

test("result: given RS256 as a setting, when the key is published, then its id is its thumbprint (RFC 7638)", async () => {
  const { keys } = await service.from(freshAddress()).getJwks({});
  const [jwk = { kty: "", kid: "" }] = keys;

  expect(jwk).toMatchObject({ kty: "RSA", alg: "RS256", use: "sig", kid: await calculateJwkThumbprint(jwk) });
  expect(Object.keys(jwk).filter((member) => ["d", "p", "q", "dp", "dq", "qi"].includes(member))).toEqual([]);
});
