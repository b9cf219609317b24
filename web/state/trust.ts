import { ApiProblem } from "../../shared/contract/client.ts";
import type { ProblemBody } from "../../shared/contract/schemas.ts";
import { api } from "./api.ts";
import type { Failure } from "./call.ts";
import type { Login } from "./held-login.ts";

export type Trust = NonNullable<Login["trust"]>;

/** What a form says of trusting the browser: by which name, or not at all; `empty` where a name is needed. */
export function wantedTrust(
  entered: (field: string) => string,
  trust: Trust | undefined,
): { readonly name: string } | "empty" | undefined {
  if (trust?.offered !== true || entered("trust") === "") return undefined;
  const name = entered("trustName").trim();
  return name === "" && trust.nameRequired ? "empty" : { name };
}

/** Whether a refusal is about the name. */
const isOfName = ({ code, errors = [] }: ProblemBody): boolean =>
  code === "trust_name_required" || errors.some(({ pointer }) => pointer.endsWith("/name"));

export const isNameRefused = (failure: Failure<string, string> | undefined): boolean =>
  (failure?.kind === "problem" && isOfName(failure.problem)) ||
  (failure?.kind === "empty" && failure.fields.includes("trustName"));

/** What ends only the chance to trust the browser: the person is signed in all the same. */
const over: ReadonlySet<string> = new Set(["login_closed", "login_expired", "unauthenticated", "forbidden"]);

/** Trusts the browser of a login that is complete. */
export async function trustAfterwards(loginId: string, loginToken: string, name: string): Promise<Login | "over"> {
  try {
    return await api.trustBrowser({ params: { loginId }, loginToken, body: { name } });
  } catch (error) {
    if (error instanceof ApiProblem && over.has(error.problem.code)) return "over";
    throw error;
  }
}
