import { describe, expect, it } from "@jest/globals";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { handler } from "../../infra/unknown-route/handler.ts";

const call = (method: string, path: string): APIGatewayProxyEventV2 => ({
  version: "2.0",
  routeKey: "$default",
  rawPath: path,
  rawQueryString: "",
  headers: {},
  isBase64Encoded: false,
  requestContext: {
    accountId: "anonymous",
    apiId: "api",
    domainName: "example.jp",
    domainPrefix: "example",
    http: { method, path, protocol: "HTTP/1.1", sourceIp: "192.0.2.1", userAgent: "test" },
    requestId: "request",
    routeKey: "$default",
    stage: "$default",
    time: "01/Jan/2026:00:00:00 +0000",
    timeEpoch: 0,
  },
});

describe("given a path that no route takes", () => {
  it("answers problem+json, and is kept by nobody", async () => {
    const { statusCode, headers, body = "" } = await handler(call("GET", "/v1/nothing"));
    expect(statusCode).toBe(404);
    expect(headers).toMatchObject({ "content-type": "application/problem+json", "cache-control": "no-store" });
    expect(JSON.parse(body)).toMatchObject({ type: "urn:nidan:problem:not_found", status: 404, code: "not_found" });
  });

  it("repeats nothing of the path", async () => {
    const { body } = await handler(call("POST", "/v1/logins/secret-in-a-path"));
    expect(body).not.toContain("secret-in-a-path");
  });
});

describe("given a preflight that API Gateway hands to the route for the rest", () => {
  it("answers 2xx, without which the browser stops", async () => {
    expect(await handler(call("OPTIONS", "/v1/logins"))).toEqual({ statusCode: 204 });
  });
});
