import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Service, startService } from "../support/service.ts";
import { cookieOf, raw, signInNew, wordy } from "../support/signed-in.ts";
import { completeLogin, outcome } from "./visitor.ts";

const friend = "https://www.example.jp";
let service: Service;

beforeAll(async () => {
  service = await startService({ ...wordy, allowedOrigins: [friend] });
});
afterAll(() => service.stack.close());

describe("a call with the cookie from elsewhere", () => {
  const changes = [
    ["updateSettings", { body: { trustDays: 7 }, ifMatch: '"0"' }],
    ["startStepUp", { body: { action: "switch_off" } }],
    ["endSession", {}],
  ] as const;

  for (const [name, sent] of changes) {
    test.each([
      "https://evil.example",
      "null",
      undefined,
      "http://localhost:1",
    ])(`attack 29: given ${name}, when it comes with the cookie from the origin %s, then it is forbidden`, async (origin) => {
      const { cookie } = await cookieOf(service);
      const answer = await raw(service, name, { ...sent, cookie, ...(origin === undefined ? {} : { origin }) });
      expect(answer.status).toBe(403);
      expect((await raw(service, "getSettings", { cookie })).headers.get("etag")).toBe('"0"');
    });

    test(`given ${name}, when it comes with the cookie from a page of the service or a friend, then it is answered`, async () => {
      const statuses = [];
      for (const origin of [service.stack.origin, friend]) {
        const { cookie } = await cookieOf(service);
        statuses.push((await raw(service, name, { ...sent, cookie, origin })).ok);
      }
      expect(statuses).toEqual([true, true]);
    });
  }

  test("given a read, when it comes with the cookie from elsewhere, then it is answered, and CORS lets nobody there see it", async () => {
    const { cookie } = await cookieOf(service);
    const answer = await raw(service, "getSettings", { cookie, origin: "https://evil.example" });
    expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([200, null]);
  });

  test("given a bearer, when it changes something from nowhere, then it is answered", async () => {
    const { sessionToken } = await signInNew(service);
    const answer = await raw(service, "updateSettings", {
      bearer: sessionToken,
      ifMatch: '"0"',
      body: { trustDays: 7 },
    });
    expect(answer.status).toBe(200);
  });
});

describe("what opens no session", () => {
  const flip = (text: string, at: number) => text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);

  test.each<[string, (token: string, loginToken: string) => string]>([
    ["nothing", () => ""],
    ["another secret", (token) => flip(token, 60)],
    ["another subject", (token) => flip(token, 3)],
    ["a token that is cut", (token) => token.slice(0, -1)],
    ["a token with more behind it", (token) => `${token}AAAA`],
    ["a login token", (_, loginToken) => loginToken],
  ])("attack 5: given %s, when settings are read, then it is unauthenticated", async (_, forged) => {
    const { client, held } = await completeLogin(service, await service.makeAccount());
    const { sessionToken = "" } = await client.issueToken({ ...held, body: { session: "bearer" } });
    expect(await outcome(client.getSettings({ sessionToken: forged(sessionToken, held.loginToken) }))).toBe(
      "unauthenticated",
    );
  });

  test("given a session, when the table is read, then nothing in it opens the session", async () => {
    const { sessionToken, person, client } = await signInNew(service);
    const presented = {
      sub: person.sub,
      sessionId: Buffer.from(sessionToken, "base64url").subarray(16).toString("base64url"),
    };
    expect(await service.dependencies.sessions.find(presented)).toBeUndefined();
    expect(await outcome(client.getSettings({ sessionToken }))).toBe("done");
  });
});
