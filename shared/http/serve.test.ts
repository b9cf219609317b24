import { describe, expect, test } from "@jest/globals";
import * as z from "zod/mini";
import { context, eventOf } from "../../test/support/events.ts";
import { now, ringOf, rootOf, settings } from "../../test/support/samples.ts";
import { Problem } from "../domain/problem.ts";
import { jsonLog } from "../observability/log.ts";
import { serve, type UseCase } from "./serve.ts";

type StartLogin = UseCase<"startLogin", Parameters<typeof serve>[2]>;
type Parts = Parameters<typeof eventOf>[1];

const view: Awaited<ReturnType<StartLogin>> = {
  loginId: "L",
  status: "pending",
  purpose: "sign_in",
  reason: "enabled",
  needs: [],
  methods: [],
  expiresAt: "",
  pollInterval: 2,
};

/** Calls startLogin as Lambda does; what came back, and every line that was logged. */
async function call(parts: Parts, useCase: StartLogin = async () => view) {
  const lines: string[] = [];
  const clock = { now: () => now };
  const roots = { challenge: ringOf(rootOf(1)), vault: ringOf(rootOf(2)), reveal: ringOf(rootOf(3)) };
  const config = {
    settings,
    origin: "https://login.example.jp",
    resources: { tableName: "", challengeKeyIds: [], vaultKeyIds: [], revealKeyIds: [], signingKeyIds: [] },
  };
  const handler = serve("startLogin", useCase, {
    clock,
    config,
    log: jsonLog(clock, (line) => lines.push(line)),
    roots,
  });
  const answer = await handler(eventOf("startLogin", parts), context);
  return { answer, body: JSON.parse(answer.body ?? "null"), logged: lines.join("") };
}

const json = (body: string): Parts => ({ body, headers: { "Content-Type": "application/json" } });
const right = json('{"identifier":"hanako"}');
const throwing =
  (error: unknown): StartLogin =>
  async () => {
    throw error;
  };

describe("bodies on their way to a use case", () => {
  test("given JSON, when it comes, then the use case has it parsed", async () => {
    const seen: string[] = [];
    await call(right, async ({ body }) => {
      seen.push(body.identifier);
      return view;
    });
    expect(seen).toEqual(["hanako"]);
  });

  test("given JSON in base64, when it comes, then it is taken too", async () => {
    const body = Buffer.from('{"identifier":"hanako"}').toString("base64");
    expect((await call({ ...right, body, isBase64Encoded: true })).answer.statusCode).toBe(201);
  });

  test.each([
    ["no JSON", json("{SECRET")],
    ["no body", { headers: { "Content-Type": "application/json" } }],
    ["an empty body", json("")],
    ["a form", { body: "identifier=SECRET", headers: { "Content-Type": "application/x-www-form-urlencoded" } }],
    ["no type", { body: '{"identifier":"SECRET"}' }],
    ["null", json("null")],
    ["a text", json('"SECRET"')],
  ])("given %s, when it comes, then it is refused and not repeated", async (_, parts) => {
    const { answer, body, logged } = await call(parts);
    expect(body).toMatchObject({ status: 400, code: "invalid_request" });
    expect(`${answer.body}${logged}`).not.toContain("SECRET");
  });

  /** JSON of exactly so many bytes. */
  const sized = (bytes: number) => json(`{"identifier":"h","x":"${"x".repeat(bytes - 25)}"}`);

  test.each([
    [16_384, 201],
    [16_385, 400],
    [10_000_000, 400],
  ])("given %i bytes, when they come, then the answer is %i", async (bytes, status) => {
    expect((await call(sized(bytes))).answer.statusCode).toBe(status);
  });

  test("given characters of three bytes, when they come, then it is bytes that count", async () => {
    const wide = json(`{"identifier":"h","x":"${"認".repeat(6000)}"}`);
    expect((await call(wide)).answer.statusCode).toBe(400);
  });
});

describe("what went wrong in a use case", () => {
  test("given a problem, when it is thrown, then it is the answer", async () => {
    const { body } = await call(right, throwing(new Problem("too_many_attempts", { retryAfter: 7 })));
    expect(body).toMatchObject({ status: 429, code: "too_many_attempts", retryAfter: 7 });
  });

  test("given a problem, when it is thrown, then it is no fault", async () => {
    expect((await call(right, throwing(new Problem("credentials_invalid")))).logged).not.toContain('"fault"');
  });

  const secretive = (message: string) => new TypeError(message, { cause: new Error("SECRET cause") });

  test.each([
    ["an error", secretive("SECRET +819012345678")],
    ["an error of several lines", secretive("first\nSECRET\nthird")],
    ["an error whose lines look like a trace", secretive("first\n    at SECRET (+819012345678)")],
    ["a text", "SECRET"],
    ["an error of AWS", Object.assign(new Error("SECRET"), { name: "ThrottlingException" })],
  ])("given %s, when it is thrown, then its words reach neither client nor log", async (_, error) => {
    const { answer, logged } = await call(right, throwing(error));
    expect(`${answer.body}${logged}`).not.toContain("SECRET");
  });

  test("given an error, when it is thrown, then the log has its name and where it arose", async () => {
    const { logged } = await call(right, throwing(secretive("SECRET")));
    const Line = z.object({ code: z.literal("fault"), error: z.string(), frames: z.array(z.string()) });
    const fault = z.parse(Line, JSON.parse(logged.split("\n")[0] ?? ""));
    expect(fault.error).toBe("TypeError");
    expect(fault.frames[0]).toMatch(/^at .*serve\.test\.ts/);
  });

  test("given an error, when it is thrown, then the client is told that it is ours", async () => {
    expect((await call(right, throwing(secretive("SECRET")))).body).toMatchObject({ status: 500, code: "internal" });
  });
});

describe("the line of each request", () => {
  const Line = z.object({ code: z.string(), status: z.optional(z.int()), problem: z.optional(z.string()) });

  test.each([
    ["an answer", right, undefined, 201, undefined],
    ["a refusal of the body", json("{"), undefined, 400, "invalid_request"],
    ["a refusal", right, throwing(new Problem("credentials_invalid")), 422, "credentials_invalid"],
    ["a fault", right, throwing(new TypeError()), 500, "internal"],
  ])("given %s, when it is sent, then it is logged once, with its status and problem", async (_, parts, useCase, status, problem) => {
    const { logged } = await call(parts, useCase);
    const lines = logged
      .trim()
      .split("\n")
      .map((line) => z.parse(Line, JSON.parse(line)));
    expect(lines.filter(({ code }) => code === "request_answered")).toEqual([
      { code: "request_answered", status, ...(problem === undefined ? {} : { problem }) },
    ]);
  });
});
