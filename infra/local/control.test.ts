import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { realNow } from "./clock.ts";
import type { HandlerLoader } from "./gateway/lambda.ts";
import { faultsOf, serviceNames } from "./receiver/faults.ts";
import { type Stack, startStack } from "./stack.ts";

/** A function that takes every account. */
const handlers: HandlerLoader = async () => async () => ({ statusCode: 201, body: '{"sub":"subject"}' });

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ pages: false, handlers });
});
afterAll(() => stack.close());

const post = (path: string, body: string) => fetch(stack.origin + path, { method: "POST", body });

describe("what stands under /local", () => {
  test("given the stack, when its health is asked, then it is well", async () => {
    expect((await fetch(`${stack.origin}/local/health`)).status).toBe(200);
  });

  test("given the demo accounts, when they are asked for, then they have what a person needs to sign in", async () => {
    const accounts = await (await fetch(`${stack.origin}/local/accounts`)).json();
    expect(accounts).toEqual(stack.accounts);
    expect(accounts.map(({ identifier }: { identifier: string }) => identifier)).toEqual([
      "hanako",
      "taro@example.jp",
      "jiro",
      "sakura",
    ]);
    expect(accounts[0]).toEqual({
      identifier: "hanako",
      password: "correct-horse-1",
      sub: "subject",
      phones: ["+819000001234", "+817000005678"],
      emails: [],
    });
  });

  test("given a moved clock, when it is reset, then it is back", async () => {
    const move = async (body: string) => Date.parse((await (await post("/local/clock", body)).json()).now) - realNow();
    expect(await move('{"advanceSeconds":3600}')).toBeGreaterThan(3_590_000);
    expect(await move('{"reset":true}')).toBeLessThan(1000);
  });

  test.each([
    ["/local/clock", "{}", "advanceSeconds"],
    ["/local/clock", "nonsense", "JSON"],
    ["/local/clock", '{"advanceSeconds":1e99}', "advanceSeconds"],
    ["/local/faults", '{"service":"s3","fault":"error","times":1}', "service: must be one of sns"],
    ["/local/faults", '{"service":"kms","fault":"optedOut","times":1}', "only throttle, error, timeout"],
    ["/local/faults", '{"service":"kms","fault":"bounce","times":1}', "only throttle, error, timeout"],
    ["/local/faults", '{"service":"connect","fault":"noReport","times":1}', "only throttle, error, timeout"],
    ["/local/faults", '{"service":"kms","fault":"error","times":0}', "times: must be at least 1"],
    ["/local/faults", '{"service":"sns","fault":"error","to":""}', "to: must be at least 1"],
    ["/local/faults", '{"service":"kms","fault":"error","to":"+819012345678"}', "to: only sns, ses, connect send"],
  ])("given %s with %s, when it is sent, then the refusal names it", async (path, body, named) => {
    const response = await post(path, body);
    expect(response.status).toBe(400);
    expect((await response.json()).detail).toContain(named);
  });

  test("given faults, when they are set and asked for, then they stand with all that there are", async () => {
    const set = { service: "ses", fault: "softBounce", times: 2, to: "taro@example.jp" };
    await post("/local/faults", JSON.stringify(set));
    const { faults, known } = await (await fetch(`${stack.origin}/local/faults`)).json();
    expect(faults).toEqual([set]);
    expect(known).toEqual(Object.fromEntries(serviceNames.map((service) => [service, faultsOf(service)])));
    stack.clearFaults();
  });

  test.each([
    "/local/inbox",
    "/local/phone",
    "/local/inbox.js",
    "/local/local.css",
  ])("given %s, when it is asked for, then it comes with a policy for its scripts", async (path) => {
    const { status, headers } = await fetch(stack.origin + path);
    expect([status, headers.get("content-security-policy")]).toEqual([
      200,
      expect.stringContaining("script-src 'self'"),
    ]);
  });

  test.each([
    "/local/../stack.ts",
    "/local/..%2fstack.ts",
    "/local/nothing",
  ])("given %s, when it is asked for, then there is nothing", async (path) => {
    expect((await fetch(stack.origin + path)).status).toBe(404);
  });
});
