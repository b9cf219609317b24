import * as z from "zod/mini";
import type { DeliveryState } from "../contract/schemas.ts";
import type { Activity, Traces } from "../domain/activity.ts";
import type { Consumption } from "../domain/consumption.ts";
import type { Instant } from "../domain/duration.ts";
import type { Challenge, Decision, Holder, Login, PasswordProof, SecondFactorProof } from "../domain/login.ts";
import type { Recovery } from "../domain/recovery.ts";
import type { Share } from "../domain/shared-counter.ts";
import type { Charge, SeenWindows, Throttle } from "../domain/throttle.ts";
import type { NewBrowser } from "./trusted-browsers.ts";

/** The holder's token is not the newest, the state forbids the step, or the login is gone: the item as it stands, if any. */
export interface Refused {
  readonly refused: true;
  readonly login: Login | undefined;
}

/**
 * Logins. Each write names in its condition the states it may start from, the holder's generation and the end of the
 * login: the database, not the caller, keeps the state machine.
 */
export interface Logins {
  /** Writes a new login; answers the one that stands there already when its id is taken. */
  create(login: Login): Promise<Login | undefined>;
  /** Writes a new login of a random id, and what is kept of it. */
  begin(login: Login, activities: readonly Activity[]): Promise<void>;
  /** A login that a backend began: nobody's → its browser's, whose device it is from then on. Once. */
  claimDelegated(login: Login, activities: readonly Activity[], now: Instant): Promise<Login | Refused>;
  /** issued → redeemed, by the backend that began it. Once. @returns whether this call did it. */
  redeem(login: Login, activities: readonly Activity[], now: Instant): Promise<boolean>;
  /** One consistent read. */
  find(loginId: string): Promise<Login | undefined>;
  /** @returns nothing when it was cancelled. */
  cancel(holder: Holder, activities: readonly Activity[], now: Instant): Promise<Refused | undefined>;
  /** pending, password due → password proved, for the credential of this epoch. */
  acceptPassword(holder: Holder, proof: PasswordProof, epoch: number): Promise<Login | Refused>;
  /** pending, second factor proved, password due → complete, for the credential of this epoch. */
  completeByLastPassword(login: Login, proof: PasswordProof, epoch: number, traces: Traces): Promise<Login | Refused>;
  /** pending, second factor proved, password due → password proved, and another second factor due, on risk. */
  askAnew(login: Login, proof: PasswordProof, epoch: number, activities: readonly Activity[]): Promise<Login | Refused>;
  /** pending, password proved → complete, where no second factor is due, or a trusted browser stands in for it. */
  completeByPassword(login: Login, traces: Traces, now: Instant): Promise<Login | Refused>;
  /** pending, password proved → the same, with a second factor due on risk. Without a challenge nothing is asked any more. */
  askForRisk(login: Login, activities: readonly Activity[], now: Instant): Promise<Login | Refused>;
  /** pending, password proved → the same, to be ended by a new method alone. */
  demandEnrolment(login: Login, recoveryId: string, now: Instant): Promise<Login | Refused>;
  /** pending, its password found right → denied, by the service. */
  refuse(login: Login, traces: Traces, now: Instant): Promise<Login | Refused>;
  /** Stores a challenge and charges its sends, all or nothing. `before` is the login that the challenge was planned on. */
  storeChallenge(before: Login, planned: PlannedChallenge, now: Instant): Promise<Stored | Refused>;
  /** The newest send came to nothing, as far as is known: it is shown so and given back. */
  recordUnsent(loginId: string, challenge: Challenge, delivery: "failed" | "unknown"): Promise<void>;
  /** What was reported of the login's newest message; of an older one it changes nothing. */
  recordDelivery(loginId: string, challengeId: string, delivery: DeliveryState): Promise<boolean>;
  /** The newest SMS to a number, by the digest of it. */
  findReceipt(digest: string): Promise<Receipt | undefined>;
  /** Writes nothing, in one transaction: the call of a wrong answer that is counted. */
  countNothing(loginId: string): Promise<void>;
  /** Takes one of the attempts left, before anything is compared. */
  chargeAttempt(holder: Holder, now: Instant): Promise<Login | Refused>;
  /**
   * pending → complete, or second factor proved where the password is still due, by the challenge that was answered; the
   * wrong answers in a row are forgotten with it.
   */
  acceptSecondFactor(answered: Answered, now: Instant): Promise<Accepted>;
  /**
   * Takes one of the attempts left, for whoever decides elsewhere and gives a number: nothing was decided yet, and this
   * challenge is asked.
   */
  chargeDecision(asked: AskedDecision, now: Instant): Promise<Login | Refused>;
  /** The session that scanned its QR code may decide, in place of any other. @returns whether the challenge still waits. */
  markScanned(login: Login, challenge: Challenge, sessionId: string, now: Instant): Promise<boolean>;
  /** Logins that asked an app of the account lately: one query. Some may have ended. */
  findAsked(sub: string, now: Instant): Promise<readonly string[]>;
  /** pending → approved, denied or continued: the first write wins. */
  decide(decided: Decided, now: Instant): Promise<Login | Refused | Full>;
  /** The login of a one-time URL ends, and the other, of the same account, completes in its place: both or neither. */
  continueInto(continued: Continued, now: Instant): Promise<Login | Refused>;
  /** The next token after a decision, handed over once. */
  claim(loginId: string, generation: number, now: Instant): Promise<Login | Refused>;
  /** complete by a second factor: the browser that it was proved in is trusted from now on. */
  trust(holder: Holder, added: NewBrowser, traces: Traces, now: Instant): Promise<boolean>;
  /** complete → issued; again within `repeatable` of the first time. */
  issue(holder: Holder, now: Instant): Promise<Login | Refused>;
}

/** The challenge that somebody may decide, by what gives the right to: a one-time URL, or a session of the account. */
export type AskedDecision = { readonly loginId: string } & ({ readonly link: number } | { readonly sub: string });

export interface Decided extends Traces {
  /** As it was read; its challenge is what is decided. */
  readonly login: Login;
  readonly challenge: Challenge;
  readonly outcome: Decision["outcome"];
  /** Whether an attempt was charged for it: else some must be left. */
  readonly isCharged: boolean;
  /** Budgets that must have room, though a right decision is not charged. */
  readonly within: readonly Throttle[];
  /** Budgets that have no room any more from then on. */
  readonly fills?: readonly Throttle[];
}

/** One of the budgets is used up until then. */
export interface Full {
  readonly fullUntil: Instant;
}

export interface Continued extends Traces {
  /** Of the URL. */
  readonly from: Login;
  readonly challenge: Challenge;
  /** That goes on, in somebody's hands. */
  readonly into: Login;
}

export interface PlannedChallenge {
  readonly challenge: Challenge;
  readonly methods: NonNullable<Login["methods"]>;
  readonly trustDays?: Login["trustDays"];
  readonly request: Login["challengeRequest"];
  /** How many messages the login has sent with it. */
  readonly sends: number;
  readonly charges: readonly Throttle[];
  readonly windows?: SeenWindows;
  /** What everyone shares; a full shard may be left for its neighbour. */
  readonly shares: readonly Share[];
  /** Digest of the number, where its provider will report by the number alone. */
  readonly receipt: string | undefined;
  readonly activities: readonly Activity[];
}

/** A refusal, or the shares as they were charged. */
export type Stored =
  | Exclude<Charge, { accepted: true }>
  | { readonly accepted: true; readonly shares: readonly Share[] };

export const Receipt = z.object({
  loginId: z.optional(z.string()),
  challengeId: z.optional(z.string()),
  authenticatorId: z.string(),
  sub: z.string(),
  sentAt: z.int(),
});
export type Receipt = z.infer<typeof Receipt>;

/**
 * `spent`: the login stands, and what the answer uses up was used before, by another login or at the same time. `full`:
 * a budget that it had to be within is used up.
 */
export type Accepted = "accepted" | "spent" | "full" | "refused";

export interface Answered extends Traces {
  readonly holder: Holder;
  readonly challenge: Challenge;
  readonly epoch: number;
  readonly proof: SecondFactorProof;
  /** Proved before, to be proved after, or proved in this same step. */
  readonly password: "proved" | "due" | PasswordProof;
  /** What the answer uses up. */
  readonly consumes: Consumption | undefined;
  /** Charges that a right answer takes back. */
  readonly refunds: readonly Throttle[];
  /** Budgets that were not charged, and must have room. */
  readonly within?: readonly Throttle[];
  /** Of a step-up: what for, and the session that it counts for. */
  readonly stepUp: Login["stepUp"];
  /** The browser that is trusted with it. */
  readonly trusts?: NewBrowser | undefined;
  /** Of a proof for a recovery: as it was read, and as this proof leaves it. */
  readonly recovery?: { readonly before: Recovery; readonly after: Recovery } | undefined;
}
