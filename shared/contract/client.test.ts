import { describe, expect, test } from "@jest/globals";
import { ApiProblem, type Client, createClient } from "./client.ts";

interface Sent {
  readonly url: string;
  readonly method: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A client whose calls are answered so, and what it sent. */
function clientAnswered(status: number, body: string | null, contentType = "application/json") {
  const sent: Sent[] = [];
  const client = createClient("https://login.example.jp", async (url, init) => {
    const headers = Object.fromEntries(new Headers(init?.headers));
    sent.push({ url: String(url), method: init?.method, headers, body: init?.body });
    return new Response(body, { status, headers: { "content-type": contentType } });
  });
  return { client, sent };
}

const held = { params: { loginId: "LOGIN" }, loginToken: "TOKEN" };

describe("what the client sends", () => {
  test("given a body, when it is sent, then as JSON to the route's place", async () => {
    const { client, sent } = clientAnswered(201, "{}");
    await client.startLogin({ body: { identifier: "hanako" }, idempotencyKey: "0123456789abcdef" });
    expect(sent).toEqual([
      {
        url: "https://login.example.jp/v1/logins",
        method: "POST",
        headers: {
          accept: "application/json",
          "content-type": "application/json",
          "idempotency-key": "0123456789abcdef",
        },
        body: '{"identifier":"hanako"}',
      },
    ]);
  });

  test("given a login token, when it is sent, then as bearer, and without a body there is no type", async () => {
    const { client, sent } = clientAnswered(200, "{}");
    await client.getLogin(held);
    expect(sent[0]?.headers).toEqual({ accept: "application/json", authorization: "Bearer TOKEN" });
  });

  test.each([
    ["a/b", "a%2Fb"],
    ["a?b#c", "a%3Fb%23c"],
    ["../me", "..%2Fme"],
    ["認証", "%E8%AA%8D%E8%A8%BC"],
    ["a b%2F", "a%20b%252F"],
  ])("given the parameter %j, when it is sent, then it stays one part of the path", async (loginId, part) => {
    const { client, sent } = clientAnswered(200, "{}");
    await client.getLogin({ ...held, params: { loginId } });
    expect(sent[0]?.url).toBe(`https://login.example.jp/v1/logins/${part}`);
  });
});

const refusalOf = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ApiProblem) return error;
  throw new Error(`no ApiProblem but ${String(error)}`);
};

describe("what the client makes of answers", () => {
  test("given 204, when it comes, then there is nothing", async () => {
    expect(await clientAnswered(204, null).client.cancelLogin(held)).toBeNull();
  });

  test("given a problem, when it comes, then it is thrown as it is, unknown fields too", async () => {
    const problem = { type: "urn:nidan:problem:brand_new", title: "New", status: 409, code: "brand_new", more: 1 };
    const { client } = clientAnswered(409, JSON.stringify(problem), "application/problem+json; charset=utf-8");
    expect((await refusalOf(client.getLogin(held))).problem).toEqual(problem);
  });

  test.each([
    [403, "invalid_request"],
    [404, "invalid_request"],
    [429, "slow_down"],
    [499, "invalid_request"],
    [500, "unavailable"],
    [502, "unavailable"],
    [504, "unavailable"],
  ])("given %i with a body that is no problem, when it comes, then it is thrown as %s", async (status, code) => {
    const { client } = clientAnswered(status, "<html>blocked</html>", "text/html");
    expect((await refusalOf(client.getLogin(held))).problem).toMatchObject({ status, code });
  });

  test("given a refusal, when its message is read, then status, code and detail are told", async () => {
    const problem = { type: "t", title: "T", status: 422, code: "challenge_failed", detail: "D" };
    const { client } = clientAnswered(422, JSON.stringify(problem), "application/problem+json");
    expect((await refusalOf(client.getLogin(held))).message).toBe("422 challenge_failed: D");
  });

  test.each([
    ["a code of the table", { status: 429, code: "slow_down", retryAfter: 3 }, { code: "slow_down", retryAfter: 3 }],
    ["a code that came later", { status: 409, code: "brand_new" }, undefined],
    ["a code under another status", { status: 400, code: "slow_down" }, undefined],
    ["a member of every object", { status: 400, code: "toString" }, undefined],
  ])("given %s, when it is told apart, then only what this client knows is", async (_, told, known) => {
    const { client } = clientAnswered(told.status, JSON.stringify(told), "application/problem+json");
    const problem = await refusalOf(client.getLogin(held));
    if (known === undefined) expect(problem.known).toBeUndefined();
    else expect(problem.known).toMatchObject(known);
  });

  test("given the network fails, when a call is made, then its own error comes through", async () => {
    const client: Client = createClient("", () => Promise.reject(new TypeError("fetch failed")));
    await expect(client.getLogin(held)).rejects.toThrow(TypeError);
  });
});
