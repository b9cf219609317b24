import * as z from "zod/mini";
import { Device } from "../contract/device.ts";
import {
  deliveryStates,
  type LoginNeed,
  locales,
  loginPurposes,
  MethodOffer,
  methodTypes,
  stepUpActions,
  trustDays,
} from "../contract/schemas.ts";
import { exemptionRules } from "../settings/exemptions.ts";
import { type Instant, seconds } from "./duration.ts";

/** What the login asks of one authenticator. The code itself is derived from `challengeId` and stored nowhere. */
export const Challenge = z.object({
  challengeId: z.string(),
  methodId: z.string(),
  type: z.enum(methodTypes),
  authenticatorId: z.string(),
  /** Root key that the code is derived from, so that a rotation spares codes under way. */
  keyId: z.string(),
  reference: z.string(),
  createdAt: z.int(),
  expiresAt: z.int(),
  lastSentAt: z.int(),
  /** Written before the send, so `sent` until the provider refuses or reports. */
  delivery: z.enum(deliveryStates),
  /** The key that a call asks for: it shows on the screen that began the login, and nowhere else. */
  callKey: z.optional(z.string()),
  /**
   * Where an SMS or a call went, for the fraud guard: the country, a keyed digest of the number's neighbourhood, and how
   * many messages of this login, or for this new number, went there in a row and were not given back.
   */
  area: z.optional(z.object({ country: z.string(), prefix: z.string(), sends: z.int() })),
  /** A one-time URL: which of the login's it is. Only the newest works. */
  link: z.optional(z.object({ number: z.int() })),
  /** Another device decides, with the number on the first screen where one is asked; without it the login goes on there. */
  approval: z.optional(z.object({ asksMatch: z.boolean() })),
  /** Asked by somebody without the password, of an account that is not there or not to be asked: nobody may decide it. */
  isUnasked: z.optional(z.boolean()),
  /** `qr`: the session that scanned it last, and alone may decide. */
  scannedBy: z.optional(z.string()),
  /** Whether the owner, when it was asked, wanted to be told of sign-ins: who decides elsewhere reads no account. */
  tellsOwner: z.optional(z.boolean()),
});
export type Challenge = z.infer<typeof Challenge>;

/** When the password was proved, and when and how the second factor. */
export const PasswordProof = z.object({ at: z.int() });
export type PasswordProof = z.infer<typeof PasswordProof>;
export const SecondFactorProof = z.object({ by: z.enum(methodTypes), at: z.int() });
export type SecondFactorProof = z.infer<typeof SecondFactorProof>;

/** What was decided, or went on, on another device or in another tab. The first write wins, and none follows it. */
export const Decision = z.object({
  outcome: z.enum(["approved", "denied", "continued"]),
  at: z.int(),
  /** Of the token that was held then: whoever holds it may be handed the next one. */
  generation: z.int(),
  /** The URL that it was decided by. */
  link: z.optional(z.int()),
});
export type Decision = z.infer<typeof Decision>;

/** One attempt to sign in: a state machine with an end. */
export const Login = z.object({
  loginId: z.string(),
  sub: z.string(),
  /** The credential's epoch when the login began. */
  epoch: z.int(),
  purpose: z.enum(loginPurposes),
  reason: z.enum(["enabled", "risk", "policy"]),
  state: z.enum(["pending", "complete", "denied", "cancelled"]),
  /** Counts the accepted factors. The login token names it, so an older token is dead. */
  generation: z.int(),
  password: z.optional(PasswordProof),
  secondFactor: z.optional(SecondFactorProof),
  attemptsLeft: z.int(),
  sends: z.int(),
  /** What was offered, kept so that polling reads the login alone. */
  methods: z.optional(z.array(MethodOffer)),
  /** The days that the account trusts browsers for, kept likewise. */
  trustDays: z.optional(z.literal(trustDays)),
  challenge: z.optional(Challenge),
  /** How many one-time URLs were made for it. */
  links: z.optional(z.int()),
  decision: z.optional(Decision),
  /** When the token after a decision was handed over, where no browser's cookie guards it: once. */
  claimedAt: z.optional(z.int()),
  /** SHA-256 of the cookie of the browser that began it; none where that was no page of ours. */
  browser: z.optional(z.string()),
  clientId: z.optional(z.string()),
  /** Begun by a backend that has checked the password: what it vouches for, and where its result is handed over. */
  delegated: z.optional(
    z.object({
      amr: z.array(z.string()),
      isAutomatic: z.boolean(),
      returnUrl: z.string(),
      state: z.optional(z.string()),
    }),
  ),
  nonce: z.optional(z.string()),
  locale: z.optional(z.enum(locales)),
  /** MAC of the request under an idempotency key: a repetition is told from a misuse. */
  requestDigest: z.optional(z.string()),
  /** The same for the last createChallenge. */
  challengeRequest: z.optional(z.object({ key: z.string(), methodId: z.string() })),
  /** The device that began it. */
  from: z._default(Device, {}),
  createdAt: z.int(),
  expiresAt: z.int(),
  /** When its result was issued, or the code for it was given to the browser. */
  issuedAt: z.optional(z.int()),
  /** When a backend took the result by that code: once. */
  redeemedAt: z.optional(z.int()),
  /** The trusted browser that stood in for the second factor, and the secret that it was given for that. */
  trusted: z.optional(z.object({ browserId: z.string(), digest: z.string() })),
  /** Why it needed no second factor, where one would have been due. */
  exempted: z.optional(z.enum(exemptionRules)),
  /** The browser that was trusted after it. */
  registered: z.optional(z.string()),
  /** `step_up`: what it is for, the session that it is proved to, and the authenticator that is to be replaced. */
  stepUp: z.optional(
    z.object({ action: z.enum(stepUpActions), sessionId: z.string(), authenticatorId: z.optional(z.string()) }),
  ),
  /** `recovery`: what it proves something for · `sign_in`: by which the account is to be enrolled anew, and no other way. */
  recoveryId: z.optional(z.string()),
});
export type Login = z.infer<typeof Login>;

/** What a caller with a login token has proved: which login, whose, and how far it had come. */
export interface Holder {
  readonly loginId: string;
  readonly sub: string;
  readonly identifierKey: string;
  readonly generation: number;
}

/** The state as a caller sees it: what was stored, and what time and the attempts make of it. */
export function statusOf(login: Login, now: Instant): "pending" | "complete" | "denied" | "expired" | "locked" {
  if (login.expiresAt <= now) return "expired";
  if (login.state === "cancelled") return "denied";
  if (login.state !== "pending") return login.state;
  return login.attemptsLeft > 0 ? "pending" : "locked";
}

/** What is still to be proved. Until the password is right nobody learns whether a second factor is due. */
export function needsOf(login: Login): z.infer<typeof LoginNeed>[] {
  if (login.state === "complete") return [];
  if (isEnrolling(login)) return ["enrolment"];
  return [
    ...(login.password === undefined ? (["password"] as const) : []),
    ...(login.secondFactor === undefined ? (["second_factor"] as const) : []),
  ];
}

/** Whether only a new method, set up and proved in it, completes the login. */
export const isEnrolling = ({ purpose, recoveryId }: Pick<Login, "purpose" | "recoveryId">): boolean =>
  purpose === "sign_in" && recoveryId !== undefined;

/** How long a result can be fetched again, counted from the first time: a lost answer loses nothing. */
export const repeatable = seconds(60);

/** Whether the login has come to its result, and that can be fetched, for the first time or again. */
export const isIssuable = (login: Login, now: Instant): boolean =>
  statusOf(login, now) === "complete" &&
  // What is proved for a recovery counts for that alone.
  login.purpose !== "recovery" &&
  login.password !== undefined &&
  (login.issuedAt === undefined || login.issuedAt > now - repeatable);

/** Whether the code for its result counts: within as long of its first handing over, and once. */
export const isRedeemable = (login: Login, now: Instant): boolean =>
  isIssuable(login, now) &&
  login.delegated !== undefined &&
  login.issuedAt !== undefined &&
  login.redeemedAt === undefined;

/** The challenge, while it can still be answered. */
export const liveChallenge = (login: Login, now: Instant): Challenge | undefined =>
  login.challenge !== undefined && login.challenge.expiresAt > now ? login.challenge : undefined;
