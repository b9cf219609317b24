import { type ProblemCode, problems } from "../contract/problems.ts";
import type { ProblemBody } from "../contract/schemas.ts";

type Extension = Partial<
  Pick<
    ProblemBody,
    | "detail"
    | "errors"
    | "attemptsLeft"
    | "retryAfter"
    | "methods"
    | "fault"
    | "minLength"
    | "action"
    | "authenticatorId"
    | "acr_values"
    | "max_age"
  >
>;

/** A refusal that the caller is told of. Thrown by use cases only; everything below them returns values. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly body: ProblemBody;

  constructor(code: ProblemCode, extension: Extension = {}) {
    super(code);
    this.name = "Problem";
    this.code = code;
    this.body = {
      type: `urn:nidan:problem:${code}`,
      title: problems[code].title,
      status: problems[code].status,
      code,
      ...extension,
    };
  }
}
