import { describe, expect, test } from "@jest/globals";
import * as z from "zod/mini";
import { type ProblemCode, problems } from "../contract/problems.ts";
import { ProblemBody } from "../contract/schemas.ts";
import { Problem } from "./problem.ts";

const codes = Object.keys(problems).filter((code): code is ProblemCode => code in problems);

describe("problems", () => {
  test.each(codes)("given %s, when it is thrown, then its body is its row", (code) => {
    const { status, title } = problems[code];
    expect(new Problem(code).body).toEqual({ type: `urn:nidan:problem:${code}`, title, status, code });
  });

  test("given more to say, when it is thrown, then it stands beside and changes no row", () => {
    const { body } = new Problem("too_many_attempts", { retryAfter: 7 });
    expect(z.parse(ProblemBody, body)).toMatchObject({ status: 429, code: "too_many_attempts", retryAfter: 7 });
  });

  test("given the error itself, when its message is read, then it is the code alone", () => {
    expect(new Problem("challenge_failed", { detail: "123456" }).message).toBe("challenge_failed");
  });
});
