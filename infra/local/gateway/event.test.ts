import { describe, expect, test } from "@jest/globals";
import type { Incoming } from "../http.ts";
import { eventOf } from "./event.ts";
import { createMatcher } from "./match.ts";

const at = Date.UTC(2026, 0, 2, 3, 4, 5);

const request = (given: Partial<Incoming> = {}): Incoming => ({
  method: "POST",
  path: "/v1/logins/a%20b/challenges",
  query: "",
  headers: { host: "localhost:3000", "content-type": "application/json" },
  body: Buffer.from('{"methodId":"あ"}'),
  address: "127.0.0.1",
  ...given,
});

function eventFor(given: Partial<Incoming> = {}) {
  const incoming = request(given);
  const path = decodeURIComponent(incoming.path);
  const found = createMatcher("public")(incoming.method, path);
  if (found === undefined) throw new Error("no such route");
  return eventOf(incoming, path, found, at);
}

describe("the event of a call", () => {
  test("given a call of a route, when the event is made, then route, path and parameters are as API Gateway has them", () => {
    expect(eventFor()).toMatchObject({
      version: "2.0",
      routeKey: "POST /v1/logins/{loginId}/challenges",
      rawPath: "/v1/logins/a b/challenges",
      rawQueryString: "",
      pathParameters: { loginId: "a b" },
      requestContext: {
        http: { method: "POST", sourceIp: "127.0.0.1", protocol: "HTTP/1.1" },
        stage: "$default",
        time: "02/Jan/2026:03:04:05 +0000",
        timeEpoch: at,
      },
      body: '{"methodId":"あ"}',
      isBase64Encoded: false,
    });
  });

  test("given nothing to fill them, when the event is made, then the optional fields are absent", () => {
    const event = eventFor({ method: "GET", path: "/v1/openapi.json", body: Buffer.alloc(0), headers: {} });
    expect(Object.keys(event).sort()).toEqual([
      "headers",
      "isBase64Encoded",
      "rawPath",
      "rawQueryString",
      "requestContext",
      "routeKey",
      "version",
    ]);
  });

  test("given cookies, when the event is made, then they are a list, and no header", () => {
    const { cookies, headers } = eventFor({ headers: { cookie: "a=1; b=2" } });
    expect(cookies).toEqual(["a=1", "b=2"]);
    expect(headers).not.toHaveProperty("cookie");
  });

  test("given a repeated query field, when the event is made, then its values are joined", () => {
    const event = eventFor({ query: "a=1&b=%E3%81%82&a=2" });
    expect(event.rawQueryString).toBe("a=1&b=%E3%81%82&a=2");
    expect(event.queryStringParameters).toEqual({ a: "1,2", b: "あ" });
  });

  test("given a forwarded address that the caller wrote, when the event is made, then the socket's stands behind it", () => {
    const { headers, requestContext } = eventFor({ headers: { "x-forwarded-for": "203.0.113.1" } });
    expect(headers["x-forwarded-for"]).toBe("203.0.113.1, 127.0.0.1");
    expect(requestContext.http.sourceIp).toBe("127.0.0.1");
  });

  test.each([
    "application/x-www-form-urlencoded",
    "application/octet-stream",
    undefined,
  ])("given a body of type %s, when the event is made, then it is base64", (type) => {
    const event = eventFor({ headers: type === undefined ? {} : { "content-type": type }, body: Buffer.from("a=1") });
    expect(event).toMatchObject({ body: "YT0x", isBase64Encoded: true });
  });

  test.each([
    "text/plain; charset=utf-8",
    "Application/JSON",
    "application/xml",
  ])("given a body of type %s, when the event is made, then it is text", (type) => {
    const event = eventFor({ headers: { "content-type": type }, body: Buffer.from("a=1") });
    expect(event).toMatchObject({ body: "a=1", isBase64Encoded: false });
  });

  test("given a call of the admin API, when the event is made, then it says who signed", () => {
    const credential = "Credential=second/20260102/ap-northeast-1/execute-api/aws4_request";
    const authorization = `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=${"0".repeat(64)}`;
    const incoming = request({ path: "/v1/admin/accounts", headers: { authorization } });
    const event = eventOf(incoming, incoming.path, { name: "createAccount", params: {} }, at);
    expect(event.requestContext).toMatchObject({
      authorizer: { iam: { userArn: "arn:aws:iam::000000000000:user/second" } },
    });
  });
});

describe("the route of a call", () => {
  const match = createMatcher("public");
  test.each([
    ["GET", "/v1/logins"],
    ["POST", "/v1/logins/"],
    ["POST", "/v1/logins/a/b/challenges"],
    ["GET", "/xwell-known/jwks.json"],
    ["POST", "/v1/admin/accounts"],
  ])("given %s %s, when it is looked up, then there is none", (method, path) => {
    expect(match(method, path)).toBeUndefined();
  });
});
