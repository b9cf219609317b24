import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { eventOf } from "../../shared/domain/service-event.ts";
import {
  createEventVerifier,
  createResultVerifier,
  type EventReceiver,
  EventRefused,
  ResultRefused,
} from "../../shared/relying/index.ts";
import { ask, reason } from "../support/operator.ts";
import { type Service, startService, type TestAccount } from "../support/service.ts";

interface Call {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let service: Service;
/** What the receiver was posted, and what it answers: the next statuses, then 204. */
const calls: Call[] = [];
let statuses: number[] = [];
const receiver = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  calls.push({ path: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks).toString() });
  response.writeHead(statuses.shift() ?? 204).end();
});

beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, resolve));
  const address = receiver.address();
  const port = typeof address === "object" ? address?.port : undefined;
  service = await startService({
    webhooks: [
      { name: "crm", url: `http://localhost:${port}/crm`, events: ["account_locked", "account_unlocked"] },
      { name: "audit", url: `http://localhost:${port}/audit`, events: ["account_locked", "account_made"] },
    ],
  });
});
afterEach(() => {
  service.stack.clearFaults();
  service.stack.resetClock();
});
afterAll(async () => {
  await service.stack.close();
  receiver.closeAllConnections();
  receiver.close();
});

const tokenOf = ({ body }: Call): string => JSON.parse(body).token;
/** Calls about an account at a path, once as many have come. */
async function callsUntil(person: TestAccount, path: string, count: number): Promise<readonly Call[]> {
  const found = () => calls.filter((call) => call.path === path && claimsOf(tokenOf(call)).sub === person.sub);
  for (let tries = 0; tries < 200 && found().length < count; tries += 1) await new Promise((ok) => setTimeout(ok, 50));
  return found();
}
const partOf = (token: string, place: number) =>
  JSON.parse(Buffer.from(token.split(".")[place] ?? "", "base64url").toString());
const claimsOf = (token: string) => partOf(token, 1);
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const lock = (person: TestAccount, how: "lock" | "unlock" = "lock") =>
  ask(service, `/accounts/${person.sub}/${how}`, { reason });
/** An account that was locked, and the token that told of it. */
async function lockedOne() {
  const person = await service.makeAccount();
  await lock(person);
  const [call] = await callsUntil(person, "/crm", 1);
  if (call === undefined) throw new Error("the webhook was not called");
  return { person, call, token: tokenOf(call) };
}
const crm = (changes: Partial<EventReceiver> = {}): EventReceiver => ({
  issuer: service.stack.origin,
  webhook: "crm",
  ...changes,
});
/** Why a token is refused; `accepted` where it is not. */
async function refusalOf(token: string, changes: Partial<EventReceiver> = {}): Promise<string> {
  try {
    await createEventVerifier(crm(changes))(token);
    return "accepted";
  } catch (error) {
    if (error instanceof EventRefused) return error.refusal;
    throw error;
  }
}

describe("a webhook", () => {
  test("given a change that it wants, when it is posted, then its receiver verifies what happened, and nothing else is in it", async () => {
    const { person, call, token } = await lockedOne();
    const [locked] = (await service.dependencies.activities.list(person.sub, { since: 0, limit: 1 })).activities;
    if (locked === undefined) throw new Error("the trail is empty");
    expect(await createEventVerifier(crm())(token)).toEqual(eventOf(locked));
    expect(Object.keys(JSON.parse(call.body))).toEqual(["token"]);
    expect(call.headers).toMatchObject({ "content-type": "application/json", "x-nidan-key": "local" });
  });

  test("given kinds that it does not want, when they happen, then it is not called", async () => {
    const { person } = await lockedOne();
    const audited = await callsUntil(person, "/audit", 2);
    expect(audited.map((call) => claimsOf(tokenOf(call)).event.type).sort()).toEqual([
      "account_locked",
      "account_made",
    ]);
    expect(await callsUntil(person, "/crm", 1)).toHaveLength(1);
  });

  test("given a receiver that is out, when it is back, then it is posted the same event again", async () => {
    const person = await service.makeAccount();
    await callsUntil(person, "/audit", 1);
    statuses = [503, 503, 429, 429];
    await lock(person);
    const posted = await callsUntil(person, "/crm", 3);
    expect(new Set(posted.map((call) => claimsOf(tokenOf(call)).jti)).size).toBe(1);
    expect(posted.length).toBeGreaterThanOrEqual(2);
    statuses = [];
  });

  test("given a receiver that refuses for good, when it is posted, then it is posted once", async () => {
    const person = await service.makeAccount();
    await callsUntil(person, "/audit", 1);
    statuses = [400, 400];
    await lock(person);
    await callsUntil(person, "/crm", 1);
    const answer = async () =>
      (await fetch(`${service.stack.origin}/local/events?type=account_locked&sub=${person.sub}`)).json();
    const states = async () => (await answer()).events[0].deliveries.map(({ state }: { state: string }) => state);
    for (let tries = 0; tries < 200 && (await states()).length < 2; tries += 1)
      await new Promise((ok) => setTimeout(ok, 50));
    expect(await states()).toEqual(["given_up", "given_up"]);
  });

  test("given a signing key that is out, when it is back, then the event comes, signed", async () => {
    const person = await service.makeAccount();
    await callsUntil(person, "/audit", 1);
    service.stack.setFault({ service: "kms", fault: "error", times: 100 });
    await lock(person);
    for (let tries = 0; tries < 200; tries += 1) {
      if (service.stack.logs().some((line) => line.includes('"code":"event_not_signed"'))) break;
      await new Promise((ok) => setTimeout(ok, 50));
    }
    service.stack.clearFaults();
    const [call] = await callsUntil(person, "/crm", 1);
    expect(await refusalOf(call === undefined ? "" : tokenOf(call))).toBe("accepted");
  });
});

describe("verifyEvent", () => {
  let token: string;
  beforeAll(async () => {
    ({ token } = await lockedOne());
  });
  const signedWith = (claims: object, typ = "nidan-event+jwt") =>
    service.dependencies.signer.sign({ typ }, { ...claimsOf(token), ...claims });

  test.each([
    ["alg none", () => `${encode({ ...partOf(token, 0), alg: "none" })}.${token.split(".")[1]}.`],
    [
      "alg none and the old signature",
      () => `${encode({ ...partOf(token, 0), alg: "none" })}.${token.split(".").slice(1).join(".")}`,
    ],
    ["another's subject", () => token.replace(token.split(".")[1] ?? "", encode({ ...claimsOf(token), sub: "other" }))],
  ])("attack 43: given an event with %s, when it is verified, then it is refused", async (_, forged) => {
    expect(await refusalOf(forged())).toBe("signature");
  });

  test("attack 43: given an event by HS256 with the public key as its secret, when it is verified, then it is refused", async () => {
    const { keys } = await (await fetch(`${service.stack.origin}/.well-known/jwks.json`)).json();
    const input = `${encode({ ...partOf(token, 0), alg: "HS256" })}.${encode(claimsOf(token))}`;
    const forged = createHmac("sha256", JSON.stringify(keys[0])).update(input).digest("base64url");
    expect(await refusalOf(`${input}.${forged}`)).toBe("signature");
  });

  test("attack 43: given an event by a key that it brings along, when it is verified, then it is refused", async () => {
    const { privateKey, publicKey } = await generateKeyPair("ES256");
    const header = { ...partOf(token, 0), alg: "ES256", jwk: await exportJWK(publicKey) };
    expect(await refusalOf(await new SignJWT(claimsOf(token)).setProtectedHeader(header).sign(privateKey))).toBe(
      "signature",
    );
  });

  test("attack 43: given a result, when it is posted as an event, then it is refused, and an event is no result", async () => {
    const claims = {
      aud: "crm",
      exp: claimsOf(token).iat + 300,
      auth_time: 1,
      acr: "urn:nidan:acr:2",
      amr: ["pwd", "mfa"],
    };
    expect(await refusalOf(await signedWith(claims, "nidan-result+jwt"))).toBe("type");
    const verifyResult = createResultVerifier({ issuer: service.stack.origin, clientId: "crm" });
    const refused = await verifyResult(await signedWith(claims)).catch((error: unknown) => error);
    expect(refused).toMatchObject({ refusal: "type" });
    expect(refused).toBeInstanceOf(ResultRefused);
  });

  test.each([
    ["of another webhook", () => refusalOf(token, { webhook: "shop" }), "audience"],
    ["of another issuer", async () => refusalOf(await signedWith({ iss: "https://evil.example" })), "issuer"],
    ["without an id", async () => refusalOf(await signedWith({ jti: undefined })), "malformed"],
    ["with an id that is not its event's", async () => refusalOf(await signedWith({ jti: "other" })), "malformed"],
    ["with a subject that is not its event's", async () => refusalOf(await signedWith({ sub: "other" })), "malformed"],
    ["without the event", async () => refusalOf(await signedWith({ event: {} })), "malformed"],
    ["that is no JWT at all", () => refusalOf("nonsense"), "malformed"],
    ["by one algorithm in place of the other", () => refusalOf(token, { algorithm: "RS256" }), "signature"],
  ] as const)("given an event %s, when it is verified, then the reason is told", async (_, tried, refusal) => {
    expect(await tried()).toBe(refusal);
  });

  test("given a kind that this version does not know, when it is verified, then it is told", async () => {
    const { event } = claimsOf(token);
    const later = await signedWith({ event: { ...event, type: "flown_to_the_moon", more: 1 } });
    expect((await createEventVerifier(crm())(later)).type).toBe("flown_to_the_moon");
  });

  test.each([
    [25 * 3600, "accepted"],
    [25 * 3600 + 40, "too_old"],
  ])("given the tolerance of 30 s, when %i s have passed, then it is %s", async (passed, expected) => {
    const fresh = await signedWith({ iat: Math.floor(Date.now() / 1000) });
    service.stack.advanceClock(passed);
    expect(await refusalOf(fresh)).toBe(expected);
  });

  test("given an issuer that cannot be reached, when an event is verified, then it is a fault and no refusal", async () => {
    const verify = createEventVerifier(crm({ issuer: "http://localhost:9" }));
    await expect(verify(token)).rejects.not.toBeInstanceOf(EventRefused);
  });
});
