import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type { OperationName } from "../../shared/contract/routes.ts";
import type { HandlerLoader, LambdaHandler } from "./gateway/lambda.ts";
import { type Stack, startStack } from "./stack.ts";

let seen: APIGatewayProxyEventV2 | undefined;

/** Functions that stand in for the real ones: what the stack does around them is what is tested here. */
const functions: Partial<Record<OperationName, LambdaHandler>> = {
  startLogin: async (event) => {
    seen = event;
    process.stdout.write(`${JSON.stringify({ code: "seen" })}\n`);
    return { statusCode: 201, headers: { "cache-control": "no-store" }, cookies: ["a=1", "b=2"], body: '{"ok":true}' };
  },
  getJwks: async () => ({ statusCode: 200, body: Buffer.from("あ").toString("base64"), isBase64Encoded: true }),
  getLogin: async () => ({ statusCode: 401, headers: { "WWW-Authenticate": "Bearer" }, body: "{}" }),
  getOpenapi: async () => {
    throw new Error("meant to be thrown");
  },
  createAccount: async (event) => ({ statusCode: 201, body: JSON.stringify({ sub: event.requestContext.requestId }) }),
};
const load: HandlerLoader = async (name) => functions[name] ?? (async () => ({ statusCode: 200 }));

const folder = mkdtempSync(join(tmpdir(), "nidan-"));
const options = { pages: false, handlers: load };
let stack: Stack;

beforeAll(async () => {
  stack = await startStack({ ...options, settings: { allowedOrigins: ["https://www.example.jp"] }, dataDir: folder });
});
afterAll(async () => {
  await stack.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  seen = undefined;
});

const post = (path: string, body: string, headers: Record<string, string> = { "content-type": "application/json" }) =>
  fetch(stack.origin + path, { method: "POST", body, headers });
const problemOf = async (response: Response) => {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const { code, status } = await response.json();
  expect(status).toBe(response.status);
  return `${status} ${code}`;
};

describe("the public API", () => {
  test("given a call, when a function answers, then its answer is sent as it is", async () => {
    const response = await post("/v1/logins", '{"identifier":"hanako"}');
    expect([response.status, await response.json()]).toEqual([201, { ok: true }]);
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(seen).toMatchObject({
      body: '{"identifier":"hanako"}',
      requestContext: { http: { sourceIp: "127.0.0.1" } },
    });
  });

  test("given a function that logs, when it has answered, then the log has the line", async () => {
    await post("/v1/logins", "{}");
    expect(stack.logs().at(-1)).toBe('{"code":"seen"}');
  });

  test("given a binary answer, when it is sent, then it is decoded", async () => {
    expect(await (await fetch(`${stack.origin}/.well-known/jwks.json`)).text()).toBe("あ");
  });

  test("given an answer with WWW-Authenticate, when it is sent, then API Gateway's name stands for it", async () => {
    const { headers } = await fetch(`${stack.origin}/v1/logins/a`);
    expect(headers.get("www-authenticate")).toBeNull();
    expect(headers.get("x-amzn-remapped-www-authenticate")).toBe("Bearer");
  });

  test.each([
    ["an unknown path", () => fetch(`${stack.origin}/v1/nothing`), "404 not_found"],
    ["a wrong method", () => fetch(`${stack.origin}/v1/logins`, { method: "PUT" }), "404 not_found"],
    ["a badly encoded path", () => fetch(`${stack.origin}/v1/%ff`), "400 invalid_request"],
    ["a body over 6 MB", () => post("/v1/logins", "x".repeat(6 * 1024 * 1024 + 1)), "413 invalid_request"],
    ["a function that throws", () => fetch(`${stack.origin}/v1/openapi.json`), "500 internal"],
    ["an admin call", () => post("/v1/admin/accounts", "{}"), "404 not_found"],
  ])("given %s, when it is called, then the problem is the API's own", async (_, call, problem) => {
    expect(await problemOf(await call())).toBe(problem);
  });

  test("given a body of just 6 MB, when it is sent, then the function gets it", async () => {
    expect((await post("/v1/logins", "x".repeat(6 * 1024 * 1024))).status).toBe(201);
  });
});

describe("CORS", () => {
  const preflight = (origin: string) =>
    fetch(`${stack.origin}/v1/logins`, {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "POST" },
    });

  test("given an allowed origin, when it asks and calls, then it may", async () => {
    const asked = await preflight("https://www.example.jp");
    expect([asked.status, asked.headers.get("access-control-allow-headers")]).toEqual([
      204,
      "authorization,content-type,idempotency-key,if-match",
    ]);
    const called = await post("/v1/logins", "{}", { origin: "https://www.example.jp" });
    expect(called.headers.get("access-control-allow-origin")).toBe("https://www.example.jp");
    expect(called.headers.get("access-control-allow-credentials")).toBe("true");
  });

  test("given another origin, when it asks, then nothing is allowed", async () => {
    const asked = await preflight("https://evil.example");
    expect([asked.status, asked.headers.get("access-control-allow-origin")]).toEqual([204, null]);
  });
});

describe("the admin API", () => {
  test("given a signed call, when it is made, then the function answers", async () => {
    expect((await stack.admin("/v1/admin/accounts", { identifier: "x" })).status).toBe(201);
  });

  test("given an unsigned call, when it is made, then it is forbidden", async () => {
    const call = fetch(`${stack.adminOrigin}/v1/admin/accounts`, { method: "POST", body: "{}" });
    expect(await problemOf(await call)).toBe("403 forbidden");
  });
});
