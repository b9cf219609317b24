import type { Client } from "../../shared/contract/client.ts";
import type { MethodType, ProblemBody } from "../../shared/contract/schemas.ts";
import type { ServiceFacts } from "../service.ts";

export type Login = Awaited<ReturnType<Client["getLogin"]>>;

/** What a second factor is proved anew for. */
export type StepUpWanted = Parameters<Client["startStepUp"]>[0]["body"];

export type Challenge = NonNullable<Login["challenge"]>;

/** The login that this tab holds, and the token that proves it. */
export interface HeldLogin {
  readonly login: Login;
  /** Gone once the result has been issued. */
  readonly loginToken?: string;
  /** What may still trust this browser with it, once the result has been issued: the token that has done its work else. */
  readonly trustToken?: string;
  /** When a message was last sent for it: milliseconds of the server's clock. */
  readonly sentAt?: number;
  /** Where the person wanted to go when the sign-in came between. */
  readonly returnTo?: string;
  /** What the service asked first when it began; none where it went on from a one-time URL. */
  readonly order?: ServiceFacts["loginOrder"];
  /** An app was asked, whatever proved the second factor in the end. */
  readonly hasAskedApp?: true;
  /** The password came last: no page could ask before it whether the browser is to be trusted. */
  readonly isPasswordLast?: true;
}

/** What one page asks for at once: password and code, until the password is proved. */
export const isTogether = ({ order, login }: HeldLogin): boolean =>
  order === "together" && login.needs.includes("password") && login.needs.includes("second_factor");

/** With the server's clock as it was known, in milliseconds off this one. */
export type StoredLogin = HeldLogin & { readonly clockOffset: number };

const signInKey = "nidan.login";

/**
 * Kept in `sessionStorage`: it survives a reload and a phone that throws the page out while the SMS is read, and dies
 * with the tab. Two ways around that are known and harmless: a duplicated tab, or a closed one that the same person
 * reopens, has the same token, but the first accepted factor replaces it, so the other copy is void from then on.
 * Links that open a tab say `noopener`, so that they take no copy along.
 */
export function loadLogin(storage: Storage): StoredLogin | undefined {
  const stored = load(storage, signInKey);
  return isStored(stored) ? stored : undefined;
}

export function saveLogin(storage: Storage, held: HeldLogin, clockOffset: number): void {
  save(storage, signInKey, { ...held, clockOffset });
}

export function forgetLogin(storage: Storage): void {
  attempt(() => storage.removeItem(signInKey));
}

/** A step-up, what it is for, and the page that wants it. */
export interface HeldStepUp {
  readonly wanted: StepUpWanted;
  readonly path: string;
  readonly held: StoredLogin;
}

const stepUpKey = "nidan.step-up";

/** Kept beside the sign-in's login and for the same reason. @param path the page that asks whether there is one of its own. */
export function loadStepUp(storage: Storage, path: string): HeldStepUp | undefined {
  const stored = load(storage, stepUpKey);
  return isStoredStepUp(stored) && stored.path === path ? stored : undefined;
}

export function saveStepUp(storage: Storage, stepUp: HeldStepUp): void {
  save(storage, stepUpKey, stepUp);
}

export function forgetStepUp(storage: Storage): void {
  attempt(() => storage.removeItem(stepUpKey));
}

/**
 * Whether the way by which it was asked is one of the login's. Before the password somebody who needs no code is shown a
 * way that is nobody's; where risk then asks for one, it has to be sent to a number or address of the account.
 */
const isStillOffered = ({ status, methods }: Login, { methodId }: Challenge): boolean =>
  status !== "pending" || methods.length === 0 || methods.some((method) => method.methodId === methodId);

/** The login after an answer: a new token replaces the old, and none means that the old one goes on. */
export function heldAfter(answer: Login, before: HeldLogin | undefined): HeldLogin {
  const { loginToken: given, ...login } = asKnown(answer);
  const known = before?.login.loginId === login.loginId ? before : undefined;
  const loginToken = given ?? known?.loginToken;
  // The API leaves out a challenge that has expired; its page stays, says so, and can resend.
  const told = login.challenge ?? known?.login.challenge;
  const challenge = told !== undefined && isStillOffered(login, told) ? told : undefined;
  const isPasswordLast = known?.isPasswordLast ?? (login.needs.join() === "password" || undefined);
  const { challenge: _, ...bare } = login;
  return {
    login: challenge === undefined ? bare : { ...login, challenge },
    ...(loginToken === undefined ? {} : { loginToken }),
    ...(known?.sentAt === undefined ? {} : { sentAt: known.sentAt }),
    ...(known?.returnTo === undefined ? {} : { returnTo: known.returnTo }),
    ...(known?.order === undefined ? {} : { order: known.order }),
    ...(isPasswordLast ? { isPasswordLast } : {}),
    ...(known?.hasAskedApp || challenge?.type === "app" ? { hasAskedApp: true } : {}),
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

/** The methods that have words here. */
const spoken = {
  totp: true,
  sms_code: true,
  sms_link: true,
  email_code: true,
  email_link: true,
  voice: true,
  app: true,
  qr: true,
  backup_code: true,
} as const satisfies { readonly [T in MethodType]: true };

const isKnown = ({ type }: Pick<Challenge, "type">): boolean => Object.hasOwn(spoken, type);

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

function load(storage: Storage, key: string): unknown {
  try {
    return JSON.parse(storage.getItem(key) ?? "null");
  } catch {
    return undefined;
  }
}

const save = (storage: Storage, key: string, value: object): void =>
  attempt(() => storage.setItem(key, JSON.stringify(value)));

/** Only we write there; the check is against what an older version of the pages has left. */
function isStored(value: unknown): value is StoredLogin {
  return (
    isObject(value) &&
    "clockOffset" in value &&
    typeof value.clockOffset === "number" &&
    "login" in value &&
    isObject(value.login) &&
    ["loginId", "status", "methods", "expiresAt", "pollInterval"].every((field) => field in Object(value.login))
  );
}

function isStoredStepUp(value: unknown): value is HeldStepUp {
  return isObject(value) && "path" in value && "wanted" in value && "held" in value && isStored(value.held);
}

/** A browser may refuse to store anything; the login then lives as long as the page. */
function attempt(write: () => void): void {
  try {
    write();
  } catch {
    // Nothing to do: see above.
  }
}
