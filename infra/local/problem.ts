import { type ProblemCode, problems } from "../../shared/contract/problems.ts";
import type { Outgoing } from "./http.ts";

/** A refusal of the gateway's own, in the form of every other (RFC 9457). */
export function problem(code: ProblemCode, detail?: string, status: number = problems[code].status): Outgoing {
  const { title } = problems[code];
  return {
    status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store" },
    body: JSON.stringify({ type: `urn:nidan:problem:${code}`, title, status, code, ...(detail && { detail }) }),
  };
}
