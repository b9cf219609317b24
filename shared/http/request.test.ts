import { describe, expect, test } from "@jest/globals";
import { eventOf } from "../../test/support/events.ts";
import { ringOf, rootOf, settings } from "../../test/support/samples.ts";
import type { OperationName } from "../contract/routes.ts";
import type { ProblemBody } from "../contract/schemas.ts";
import { sealLoginToken } from "../domain/login-token.ts";
import { Problem } from "../domain/problem.ts";
import { requestOf } from "./request.ts";

const root = rootOf(1);
const ring = ringOf(root);
const config = {
  settings,
  origin: "https://login.example.jp",
  resources: { tableName: "", challengeKeyIds: [], vaultKeyIds: [], revealKeyIds: [], signingKeyIds: [] },
};
const needs = { config, roots: { challenge: ring, vault: ring, reveal: ring } };
type Body = NonNullable<Parameters<typeof eventOf>[1]>["body"];

/** Middy's parser puts what it parsed in the body's place. */
const parsed = (body: unknown): { readonly body: Body } => JSON.parse(JSON.stringify({ body }));

async function problemOf(request: Promise<unknown>): Promise<ProblemBody> {
  try {
    await request;
  } catch (error) {
    if (error instanceof Problem) return error.body;
    throw error;
  }
  throw new Error("nothing was refused");
}

const refusedBody = (name: OperationName, body: unknown) =>
  problemOf(requestOf(name, eventOf(name, parsed(body)), needs));

const long = "SECRET".repeat(200);

describe("bodies", () => {
  test("given a right one, when it is parsed, then it is typed and unknown fields are gone", async () => {
    const sent = { identifier: "hanako", password: "secret", amr: ["mfa"], completed: true };
    const request = await requestOf("startLogin", eventOf("startLogin", parsed(sent)), needs);
    expect(request.body).toEqual({ identifier: "hanako", password: "secret" });
  });

  test("given an operation without one, when something is sent, then it is not looked at", async () => {
    const request = await requestOf("getJwks", eventOf("getJwks", parsed({ x: 1 })), needs);
    expect(request.body).toBeUndefined();
  });

  test.each([
    ["a missing field", {}, "/identifier", "must be of type string"],
    ["an array for a text", { identifier: ["SECRET"] }, "/identifier", "must be of type string"],
    ["a number for a text", { identifier: 7 }, "/identifier", "must be of type string"],
    ["null for a text", { identifier: null }, "/identifier", "must be of type string"],
    ["an object for a text", { identifier: { S: "SECRET" } }, "/identifier", "must be of type string"],
    ["an empty text", { identifier: "" }, "/identifier", "must have at least 1 characters"],
    ["a long text", { identifier: long }, "/identifier", "must have at most 254 characters"],
    ["an unknown language", { identifier: "a", locale: "SECRET" }, "/locale", "must be one of ja, en"],
    ["a list for the whole", [], "", "must be of type object"],
    ["a number for the whole", 7, "", "must be of type object"],
  ])("given %s, when it is refused, then the field is named and its value not", async (_, body, pointer, detail) => {
    const problem = await refusedBody("startLogin", body);
    expect(problem).toMatchObject({ code: "invalid_request", errors: [{ pointer, detail }] });
    expect(JSON.stringify(problem)).not.toContain("SECRET");
  });

  test("given several wrong fields, when they are refused, then each is named once", async () => {
    const problem = await refusedBody("startLogin", { identifier: 1, password: "", locale: "x" });
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(["/identifier", "/password", "/locale"]);
  });

  test("given a wrong item of a list, when it is refused, then its place is named", async () => {
    const account = { identifier: "a", password: "12345678", phones: ["090-1234-5678", ""], emails: ["SECRET"] };
    const problem = await refusedBody("createAccount", account);
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(["/phones/1", "/emails/0"]);
    expect(JSON.stringify(problem)).not.toContain("SECRET");
  });

  test("given neither password nor code, when it is refused, then one of them is asked for", async () => {
    const token = sealed(holder);
    const event = eventOf("verifyLogin", { ...parsed({}), ...held(token) });
    expect((await problemOf(requestOf("verifyLogin", event, needs))).errors).toEqual([
      { pointer: "", detail: "needs a password or a code" },
    ]);
  });

  test("given text that no parser took, when it is refused, then the right type is told", async () => {
    const event = eventOf("startLogin", { body: "identifier=SECRET" });
    expect((await problemOf(requestOf("startLogin", event, needs))).detail).toBe(
      "content-type must be application/json",
    );
  });
});

const holder = {
  loginId: "LLLLLLLLLLLLLLLLLLLLLQ",
  sub: "SSSSSSSSSSSSSSSSSSSSSQ",
  identifierKey: "IIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIII",
  generation: 1,
};
const sealed = (of: typeof holder, by = root) => sealLoginToken({ keyId: by.keyId, key: by.derive("login-token") }, of);
const held = (token: string, loginId = holder.loginId, scheme = "Bearer") => ({
  headers: { authorization: `${scheme} ${token}` },
  pathParameters: { loginId },
});

describe("login tokens", () => {
  // Of a key whose last bits base64url leaves unused: what is sealed is the canonical form.
  const identifierKey = Buffer.from(holder.identifierKey, "base64url").toString("base64url");

  test.each([
    "Bearer",
    "bearer",
  ])("given a right one by %j, when it is proved, then its holder is known", async (scheme) => {
    const event = eventOf("getLogin", held(sealed(holder), holder.loginId, scheme));
    expect((await requestOf("getLogin", event, needs)).holder).toEqual({ ...holder, identifierKey });
  });

  test.each([
    ["none", { pathParameters: { loginId: holder.loginId } }],
    ["one of another login", held(sealed({ ...holder, loginId: "MMMMMMMMMMMMMMMMMMMMMQ" }))],
    ["one for another login", held(sealed(holder), "MMMMMMMMMMMMMMMMMMMMMQ")],
    ["one of a key that is not ours", held(sealed(holder, rootOf(2)))],
    ["one without a scheme", { ...held(""), headers: { authorization: sealed(holder) } }],
    ["one of another scheme", held(sealed(holder), holder.loginId, "Basic")],
    ["one with more behind it", held(`${sealed(holder)} x`)],
    ["one cut short", held(sealed(holder).slice(0, -2))],
    ["one in plain base64", held(`${sealed(holder).slice(0, -2)}+/`)],
    ["one and no login", { headers: held(sealed(holder)).headers }],
  ])("given %s, when it is refused, then always in the same words", async (_, parts) => {
    const problem = await problemOf(requestOf("getLogin", eventOf("getLogin", parts), needs));
    expect(problem).toEqual(new Problem("unauthenticated").body);
  });

  test("given an open route, when a token comes along, then nobody holds anything", async () => {
    const event = eventOf("startLogin", { ...parsed({ identifier: "a" }), ...held(sealed(holder)) });
    expect((await requestOf("startLogin", event, needs)).holder).toBeUndefined();
  });
});

describe("idempotency keys", () => {
  const keyed = (key: string) =>
    eventOf("startLogin", { ...parsed({ identifier: "a" }), headers: { "idempotency-key": key } });

  test.each([16, 255])("given %i characters, when it is read, then it is taken", async (length) => {
    expect((await requestOf("startLogin", keyed("k".repeat(length)), needs)).idempotencyKey).toHaveLength(length);
  });

  test.each([
    ["15 characters", "k".repeat(15)],
    ["256 characters", "k".repeat(256)],
    ["nothing", ""],
    ["a space inside", "0123456789 abcdef"],
    ["letters beyond ASCII", "認".repeat(16)],
  ])("given %s, when it is refused, then the header is named", async (_, key) => {
    const problem = await problemOf(requestOf("startLogin", keyed(key), needs));
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(["#Idempotency-Key"]);
  });

  test("given an operation that honours none, when one is sent, then it is not looked at", async () => {
    const event = eventOf("getJwks", { headers: { "idempotency-key": "x" } });
    expect((await requestOf("getJwks", event, needs)).idempotencyKey).toBeUndefined();
  });
});
