import { type MoreOf, type ProblemCode, problems } from "../contract/problems.ts";
import type { ProblemBody } from "../contract/schemas.ts";

/** A code, and what its body may tell besides, as the table has it. */
type Told =
  | [code: ProblemCode]
  | { [C in ProblemCode]: [code: C, extension: Partial<Pick<ProblemBody, "detail" | MoreOf<C>>>] }[ProblemCode];

/** A refusal that the caller is told of. Thrown by use cases only; everything below them returns values. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly body: ProblemBody;

  constructor(...[code, extension = {}]: Told) {
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
