import { type MoreOf, type ProblemCode, problems } from "./problems.ts";
import type { ProblemBody } from "./schemas/problem.ts";

/** A problem by its code: what each may tell besides is in its own member of the union, and nowhere else. */
export type KnownProblem = {
  [C in ProblemCode]: Pick<ProblemBody, "type" | "title" | "detail" | MoreOf<C>> & {
    readonly code: C;
    readonly status: (typeof problems)[C]["status"];
  };
}[ProblemCode];

/** A refusal of the API. */
export class ApiProblem extends Error {
  /** As it came: codes may be new, and unknown members are kept. */
  readonly problem: ProblemBody;

  constructor(problem: ProblemBody) {
    super(`${problem.status} ${problem.code}: ${problem.detail ?? problem.title}`);
    this.name = "ApiProblem";
    this.problem = problem;
  }

  /** The problem, to be told apart by its `code`; `undefined` where the service is newer than this client. */
  get known(): KnownProblem | undefined {
    return isKnown(this.problem) ? this.problem : undefined;
  }
}

const isKnown = (problem: ProblemBody): problem is KnownProblem =>
  Object.entries(problems).some(([code, { status }]) => code === problem.code && status === problem.status);

/** The problem that a refusal carries; one of our own making when something between answered in another form. */
export async function problemOf(response: Response): Promise<ProblemBody> {
  const isProblem = response.headers.get("content-type")?.startsWith("application/problem+json") ?? false;
  if (isProblem) return JSON.parse(await response.text());
  const code = response.status === 429 ? "slow_down" : response.status < 500 ? "invalid_request" : "unavailable";
  // A date in its place (RFC 9110 10.2.3) is no number of seconds.
  const retryAfter = Number.parseInt(response.headers.get("retry-after") ?? "", 10);
  return {
    type: `urn:nidan:problem:${code}`,
    title: problems[code].title,
    status: response.status,
    code,
    ...(retryAfter >= 0 ? { retryAfter } : {}),
  };
}
