import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { type Clock, installClock } from "../clock.ts";
import { type Incoming, listen } from "../http.ts";
import { callSigned, requireSignature } from "./sigv4.ts";

const server = await listen(0, 1_000_000);
const url = new URL(`http://localhost:${server.port}/v1/admin/accounts`);
const body = { identifier: "花子" };
let last: Incoming | undefined;

beforeAll(() =>
  server.open(async (request) => {
    last = request;
    return (await requireSignature(request)) ?? { status: 200, body: "let in" };
  }),
);
afterAll(() => server.close());

/** The request of a call that was let in. */
async function signedRequest(): Promise<Incoming> {
  await callSigned(url, body);
  if (last === undefined) throw new Error("nothing came");
  return last;
}

const altered = (request: Incoming, headers: Readonly<Record<string, string>>): Incoming => ({
  ...request,
  headers: { ...request.headers, ...headers },
});

async function refusalOf(request: Incoming): Promise<string> {
  const refused = await requireSignature(request);
  expect(refused).toMatchObject({ status: 403, headers: { "content-type": "application/problem+json" } });
  return String(refused?.body);
}

describe("a signed call", () => {
  test("given the local key, when the call is made, then it is let in", async () => {
    expect((await callSigned(url, body)).status).toBe(200);
    expect((await callSigned(new URL("?b=2&a=1&a=%20", url))).status).toBe(200);
  });

  test.each([
    ["local:local", "200"],
    ["local:wrong", "403"],
    ["other:local", "403"],
  ])("given curl with %s, when it calls, then it answers %s", async (user, status) => {
    const sigv4 = ["--aws-sigv4", "aws:amz:eu-west-1:execute-api", "--user", user];
    const rest = ["-d", JSON.stringify(body), "-H", "content-type: application/json", "-w", "%{http_code}", url.href];
    const { stdout } = await promisify(execFile)("curl", ["-s", ...sigv4, ...rest]);
    expect(stdout).toMatch(new RegExp(`${status}$`));
  });

  test("given a moved clock, when the call is made, then it is still let in", async () => {
    const clock: Clock = installClock();
    clock.advance(86_400);
    expect((await callSigned(url, body)).status).toBe(200);
    clock.close();
  });
});

describe("a call that is not signed as it should be", () => {
  test("given no signature, when the call is made, then it is forbidden", async () => {
    const response = await fetch(url, { method: "POST", body: "{}" });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ type: "urn:nidan:problem:forbidden", code: "forbidden" });
  });

  test("given an altered body, when it comes, then it is forbidden", async () => {
    const request = await signedRequest();
    expect(await refusalOf({ ...request, body: Buffer.from('{"identifier":"other"}') })).toContain("does not fit");
  });

  test("given an altered body and its own hash beside it, when it comes, then it is forbidden", async () => {
    const request = await signedRequest();
    const other = Buffer.from("{}");
    const hash = createHash("sha256").update(other).digest("hex");
    await refusalOf(altered({ ...request, body: other }, { "x-amz-content-sha256": hash }));
    await refusalOf(altered(request, { "x-amz-content-sha256": "UNSIGNED-PAYLOAD" }));
  });

  test.each([
    ["path", { path: "/v1/admin/other" }],
    ["method", { method: "DELETE" }],
    ["query", { query: "a=1" }],
  ])("given an altered %s, when it comes, then it is forbidden", async (_, change) => {
    await refusalOf({ ...(await signedRequest()), ...change });
  });

  test("given an altered signed header, when it comes, then it is forbidden", async () => {
    await refusalOf(altered(await signedRequest(), { host: "localhost:1" }));
  });

  test("given a signature that covers too little, when it comes, then it is forbidden", async () => {
    const request = await signedRequest();
    const authorization = request.headers.authorization?.replace(/host;/, "") ?? "";
    expect(await refusalOf(altered(request, { authorization }))).toContain("must cover");
  });

  test("given another day or service in the scope, when it comes, then it is forbidden", async () => {
    const request = await signedRequest();
    const { authorization = "" } = request.headers;
    await refusalOf(altered(request, { authorization: authorization.replace(/\/\d{8}\//, "/20200101/") }));
    await refusalOf(altered(request, { authorization: authorization.replace("execute-api", "sns") }));
  });

  test.each([
    [299, undefined],
    [301, 403],
    [-299, undefined],
    [-301, 403],
  ])("given a signature of %i s ago, when it comes, then its refusal is %s", async (secondsAgo, status) => {
    const request = await signedRequest();
    const clock = jest.spyOn(Date, "now").mockReturnValue(Date.now() + secondsAgo * 1000);
    const refused = await requireSignature(request);
    clock.mockRestore();
    expect(refused?.status).toBe(status);
  });
});
