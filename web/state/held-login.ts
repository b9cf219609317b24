import type { Client } from "../../shared/contract/client.ts";
import type { ProblemBody } from "../../shared/contract/schemas.ts";
import { catalogue } from "../messages/index.ts";

export type Login = Awaited<ReturnType<Client["getLogin"]>>;

export type Challenge = NonNullable<Login["challenge"]>;

/** The login that this tab holds, and the token that proves it. */
export interface HeldLogin {
  readonly login: Login;
  /** Gone once the result has been issued. */
  readonly loginToken?: string;
  /** When a message was last sent for it: milliseconds of the server's clock. */
  readonly sentAt?: number;
  /** Where the person wanted to go when the sign-in came between. */
  readonly returnTo?: string;
}

const key = "nidan.login";

/**
 * Kept in `sessionStorage`: it survives a reload and a phone that throws the page out while the SMS is read, and dies
 * with the tab. Two ways around that are known and harmless: a duplicated tab, or a closed one that the same person
 * reopens, has the same token, but the first accepted factor replaces it, so the other copy is void from then on.
 * Links that open a tab say `noopener`, so that they take no copy along.
 */
export function loadLogin(storage: Storage): (HeldLogin & { readonly clockOffset: number }) | undefined {
  try {
    const stored: unknown = JSON.parse(storage.getItem(key) ?? "null");
    return isStored(stored) ? stored : undefined;
  } catch {
    return undefined;
  }
}

export function saveLogin(storage: Storage, held: HeldLogin, clockOffset: number): void {
  attempt(() => storage.setItem(key, JSON.stringify({ ...held, clockOffset })));
}

export function forgetLogin(storage: Storage): void {
  attempt(() => storage.removeItem(key));
}

/** The login after an answer: a new token replaces the old, and none means that the old one goes on. */
export function heldAfter(answer: Login, before: HeldLogin | undefined): HeldLogin {
  const { loginToken: given, ...login } = asKnown(answer);
  const known = before?.login.loginId === login.loginId ? before : undefined;
  const loginToken = given ?? known?.loginToken;
  // The API leaves out a challenge that has expired; its page stays, says so, and can resend.
  const challenge = login.challenge ?? known?.login.challenge;
  return {
    login: challenge === undefined ? login : { ...login, challenge },
    ...(loginToken === undefined ? {} : { loginToken }),
    ...(known?.sentAt === undefined ? {} : { sentAt: known.sentAt }),
    ...(known?.returnTo === undefined ? {} : { returnTo: known.returnTo }),
  };
}

const deliveries = {
  none: true,
  sent: true,
  delivered: true,
  bounced: true,
  failed: true,
  unknown: true,
} as const satisfies {
  readonly [D in Challenge["delivery"]]: true;
};
/** A method has its words or is none of ours. */
const isKnown = ({ type }: Pick<Challenge, "type">): boolean => Object.hasOwn(catalogue.ja.byMethod, type);

const knownMethods = (methods: Login["methods"]): Login["methods"] => methods.filter(isKnown);

/** What a refusal names as still working. */
export const methodsInstead = ({ methods = [] }: ProblemBody): Login["methods"] => knownMethods(methods);

/** The API may name what came after these pages: such a method is not offered, such a state says no more than `sent`. */
function asKnown({ challenge, ...login }: Login): Login {
  const methods = knownMethods(login.methods);
  if (challenge === undefined || !isKnown(challenge)) return { ...login, methods };
  const delivery = Object.hasOwn(deliveries, challenge.delivery) ? challenge.delivery : "sent";
  return { ...login, methods, challenge: { ...challenge, delivery } };
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Only we write there; the check is against what an older version of the pages has left. */
function isStored(value: unknown): value is HeldLogin & { readonly clockOffset: number } {
  return (
    isObject(value) &&
    "clockOffset" in value &&
    typeof value.clockOffset === "number" &&
    "login" in value &&
    isObject(value.login) &&
    ["loginId", "status", "methods", "expiresAt", "pollInterval"].every((field) => field in Object(value.login))
  );
}

/** A browser may refuse to store anything; the login then lives as long as the page. */
function attempt(write: () => void): void {
  try {
    write();
  } catch {
    // Nothing to do: see above.
  }
}
