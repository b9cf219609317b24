import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { completeLogin, freshAddress, heldOf, newestCode, outcome, refusal } from "../attack/visitor.ts";
import { password, roomy, type Service, startService } from "../support/service.ts";

let service: Service;

beforeAll(async () => {
  service = await startService({ ...roomy, clients: [{ clientId: "shop" }], result: { lifetimeSeconds: 120 } });
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

/** A relying service: it knows the issuer, its own client id, and the nonce it sent. */
async function verify(token: string, audience: string) {
  const configuration = await fetch(`${service.stack.origin}/.well-known/openid-configuration`);
  const { issuer, jwks_uri, id_token_signing_alg_values_supported: algorithms } = await configuration.json();
  const keys = createRemoteJWKSet(new URL(jwks_uri));
  return (await jwtVerify(token, keys, { issuer, audience, algorithms, typ: "nidan-result+jwt" })).payload;
}

const now = () => Math.floor(Date.now() / 1000);

describe("the result", () => {
  test("result: given a sign-in for a client, when it verifies the result, then all claims say what happened", async () => {
    const person = await service.makeAccount();
    const client = service.from(freshAddress());
    const body = { identifier: person.identifier, password, clientId: "shop", nonce: "n-0S6_WzA2Mj" };
    const login = await client.startLogin({ body });
    service.stack.advanceClock(60);
    await client.createChallenge({ ...heldOf(login), body: { methodId: login.methods[0]?.methodId ?? "" } });
    const held = heldOf(await client.verifyLogin({ ...heldOf(login), body: { code: newestCode(service, person) } }));
    const provedAt = now();
    service.stack.advanceClock(30);

    const { token, expiresAt } = await client.issueToken(held);

    const { iat = 0, exp = 0, auth_time, jti, ...claims } = await verify(token, "shop");
    expect(claims).toEqual({
      iss: service.stack.origin,
      sub: person.sub,
      aud: "shop",
      nonce: "n-0S6_WzA2Mj",
      amr: ["pwd", "sms", "mfa"],
      acr: "urn:nidan:acr:2",
    });
    expect(Math.abs(Number(auth_time) - provedAt)).toBeLessThanOrEqual(2);
    expect(iat - Number(auth_time)).toBeGreaterThanOrEqual(29);
    expect(exp - iat).toBe(120);
    expect(jti).toMatch(/^[\w-]{22}$/);
    expect(Date.parse(expiresAt)).toBe(exp * 1000);
  });

  test("result: given a login that names no client and no nonce, when it is issued, then it is for the hosted pages", async () => {
    const { client, held } = await completeLogin(service, await service.makeAccount());

    const claims = await verify((await client.issueToken(held)).token, "nidan");

    expect(claims).not.toHaveProperty("nonce");
  });

  test("result: given an account without a second factor, when it signs in, then the result claims one factor alone", async () => {
    const { identifier } = await service.makeAccount([]);
    const client = service.from(freshAddress());

    const login = await client.startLogin({ body: { identifier, password } });
    const { token } = await client.issueToken(heldOf(login));

    expect(login).toMatchObject({ status: "complete", needs: [] });
    expect(await verify(token, "nidan")).toMatchObject({ amr: ["pwd"], acr: "urn:nidan:acr:1" });
  });

  test("result: given a client that is not registered, when a login names it, then it is refused by its place", async () => {
    const { identifier } = await service.makeAccount();
    const body = { identifier, password, clientId: "other" };

    const { errors } = await refusal(service.from(freshAddress()).startLogin({ body }));

    expect(errors).toEqual([{ pointer: "/clientId", detail: "is no client of this service" }]);
  });
});

describe("the result again", () => {
  test("result: given an issued result, when it is fetched again within 60 s, then it is the same one", async () => {
    const { client, held } = await completeLogin(service, await service.makeAccount());
    const first = await verify((await client.issueToken(held)).token, "nidan");

    service.stack.advanceClock(55);
    const again = await verify((await client.issueToken(held)).token, "nidan");

    expect(again).toEqual(first);
  });

  test("result: given an issued result, when it is fetched after 60 s, then the login is closed", async () => {
    const { client, held } = await completeLogin(service, await service.makeAccount());
    await client.issueToken(held);

    service.stack.advanceClock(61);

    expect(await outcome(client.issueToken(held))).toBe("login_closed");
  });

  test("result: given two sign-ins of one person, when both are issued, then they are two results", async () => {
    const person = await service.makeAccount();
    const ids = [];
    for (let logins = 0; logins < 2; logins += 1) {
      const { client, held } = await completeLogin(service, person);
      ids.push((await verify((await client.issueToken(held)).token, "nidan")).jti);
    }

    expect(new Set(ids).size).toBe(2);
  });
});
