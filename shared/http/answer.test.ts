import { describe, expect, test } from "@jest/globals";
import { problems } from "../contract/problems.ts";
import { Problem } from "../domain/problem.ts";
import { answerOf, problemOf, refusalOf } from "./answer.ts";

describe("answers", () => {
  test("given an answer, when it is sent, then as JSON that nobody keeps", () => {
    expect(answerOf("startLogin", { status: "pending" })).toEqual({
      statusCode: 201,
      headers: {
        "content-type": "application/json",
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
      body: '{"status":"pending"}',
    });
  });

  test("given nothing to answer, when it is sent, then without body and type", () => {
    expect(answerOf("cancelLogin", undefined)).toEqual({
      statusCode: 204,
      headers: { "cache-control": "no-store", "x-content-type-options": "nosniff" },
    });
  });

  test("given public keys, when they are sent, then caches may keep them as long as the route says", () => {
    expect(answerOf("getJwks", { keys: [] }).headers).toMatchObject({ "cache-control": "public, max-age=300" });
  });
});

describe("refusals", () => {
  test("given a problem, when it is sent, then by RFC 9457, and nobody keeps it", () => {
    expect(refusalOf(new Problem("challenge_failed", { attemptsLeft: 4 }))).toEqual({
      statusCode: 422,
      headers: {
        "content-type": "application/problem+json",
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
      body: JSON.stringify({
        type: "urn:nidan:problem:challenge_failed",
        title: problems.challenge_failed.title,
        status: 422,
        code: "challenge_failed",
        attemptsLeft: 4,
      }),
    });
  });

  test("given a wait, when it is told, then in the header too", () => {
    expect(refusalOf(new Problem("too_many_attempts", { retryAfter: 7 })).headers).toMatchObject({
      "retry-after": "7",
    });
  });

  test("given no wait, when a refusal is sent, then there is no such header", () => {
    expect(refusalOf(new Problem("too_many_sends")).headers).not.toHaveProperty("retry-after");
  });

  test("given no valid credential, when it is refused, then the way to present one is told", () => {
    expect(refusalOf(new Problem("unauthenticated")).headers).toMatchObject({ "www-authenticate": "Bearer" });
  });
});

const named = (name: string, more: object = {}) => Object.assign(new Error("secret 123456"), { name, ...more });

describe("what an error comes to", () => {
  test.each([
    ["a thrown text", "secret 123456", "internal"],
    ["nothing", undefined, "internal"],
    ["an error of our own making", new TypeError("secret 123456"), "internal"],
    ["a refusal of AWS that lasts", named("AccessDeniedException"), "internal"],
    ["a parser's refusal", named("UnprocessableEntityError", { statusCode: 422 }), "invalid_request"],
    ["a parser's failure", named("InternalServerErrorX", { statusCode: 500 }), "internal"],
    ["throttling", named("ThrottlingException"), "unavailable"],
    ["DynamoDB's own fault", named("InternalServerError"), "unavailable"],
    ["a conflict of transactions", named("TransactionCanceledException"), "unavailable"],
    ["KMS's own fault", named("KMSInternalException"), "unavailable"],
    ["no answer in time", named("TimeoutError"), "unavailable"],
  ])("given %s, when it is told, then as %s and without its words", (_, error, code) => {
    const { body } = problemOf(error);
    expect(body.code).toBe(code);
    expect(JSON.stringify(body)).not.toContain("123456");
  });

  test("given a connection that was refused, when it is told, then the caller may try again", () => {
    const refused = named("Error", { code: "ECONNREFUSED" });
    expect(problemOf(refused).body.code).toBe("unavailable");
  });

  test("given a fault that passes, when it is told, then with a wait", () => {
    expect(problemOf(named("ThrottlingException")).body.retryAfter).toBe(1);
  });
});
