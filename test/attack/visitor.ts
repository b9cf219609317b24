import { ApiProblem, type Client } from "../../shared/contract/client.ts";
import type { ProblemBody } from "../../shared/contract/schemas.ts";
import { password, type Service, type TestAccount } from "../support/service.ts";

/** A login in somebody's hands, as the client's calls take it. */
export interface Held {
  readonly params: { readonly loginId: string };
  readonly loginToken: string;
}

export interface BegunLogin {
  readonly client: Client;
  readonly held: Held;
  /** Its ways, in the order of the account's numbers. */
  readonly methodIds: readonly [string, ...string[]];
}

export interface AskedLogin extends BegunLogin {
  /** The code that was sent. */
  readonly code: string;
}

let networks = 0;

/** An address of a network that no other test of the file uses. */
export function freshAddress(): string {
  networks += 1;
  return `198.${18 + (networks >> 8)}.${networks & 255}.7`;
}

/** Begins with the right password. */
export async function beginLogin(
  service: Service,
  { identifier }: TestAccount,
  address = freshAddress(),
): Promise<BegunLogin> {
  const client = service.from(address);
  const login = await client.startLogin({ body: { identifier, password } });
  const [first, ...others] = login.methods.map(({ methodId }) => methodId);
  if (first === undefined) throw new Error("the login offers no method");
  return { client, held: heldOf(login), methodIds: [first, ...others] };
}

/** Begins with the right password and has a code sent. */
export async function askLogin(service: Service, person: TestAccount, address?: string): Promise<AskedLogin> {
  const begun = await beginLogin(service, person, address);
  await begun.client.createChallenge({ ...begun.held, body: { methodId: begun.methodIds[0] } });
  return { ...begun, code: newestCode(service, person) };
}

/** The code that the person was sent last, to whichever number. */
export const newestCode = (service: Service, { phones }: Pick<TestAccount, "phones">): string =>
  service.newestCode(...phones);

/** Begins, asks and answers: a login that is complete. */
export async function completeLogin(service: Service, person: TestAccount, address?: string): Promise<BegunLogin> {
  const { code, ...asked } = await askLogin(service, person, address);
  return { ...asked, held: heldOf(await asked.client.verifyLogin({ ...asked.held, body: { code } })) };
}

/** What the holder of an answer holds. */
export function heldOf({ loginId, loginToken }: { loginId: string; loginToken?: string | undefined }): Held {
  if (loginToken === undefined) throw new Error("the answer brought no login token");
  return { params: { loginId }, loginToken };
}

/** Codes that are not the right one, all different. */
export const wrongCodes = (right: string, count: number): string[] =>
  Array.from({ length: count }, (_, place) => String((Number(right) + 1 + place) % 1_000_000).padStart(6, "0"));

export const wrongCode = (right: string): string => wrongCodes(right, 1).join("");

/** The problem that a call is refused with. */
export async function refusal(call: Promise<unknown>): Promise<ProblemBody> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ApiProblem) return error.problem;
    throw error;
  }
  throw new Error("the call was not refused");
}

/** `done`, or the code of the problem. */
export async function outcome(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return "done";
  } catch (error) {
    if (error instanceof ApiProblem) return error.problem.code;
    throw error;
  }
}

/** How often each outcome came. */
export function tally(outcomes: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const one of outcomes) counts[one] = (counts[one] ?? 0) + 1;
  return counts;
}

/** A call without the client, which sends only what is well formed. */
export function post(service: Service, path: string, body: unknown, headers: Record<string, string> = {}) {
  return fetch(service.stack.origin + path, {
    method: "POST",
    headers: { "content-type": "application/json", ...service.edgeHeaders(freshAddress()), ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}
