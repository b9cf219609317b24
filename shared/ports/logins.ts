import type { Instant } from "../domain/duration.ts";
import type { Challenge, Holder, Login, PasswordProof, SecondFactorProof } from "../domain/login.ts";
import type { Charge, Throttle } from "../domain/throttle.ts";

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
  /** One consistent read. */
  find(loginId: string): Promise<Login | undefined>;
  cancel(holder: Holder, now: Instant): Promise<Login | Refused>;
  /** pending, password due → password proved, for the credential of this epoch. */
  acceptPassword(holder: Holder, proof: PasswordProof, epoch: number): Promise<Login | Refused>;
  /** pending, password proved → complete, where no second factor is due. */
  completeByPassword(login: Login, now: Instant): Promise<Login | Refused>;
  /** Stores a challenge and charges its sends, all or nothing. `before` is the login that the challenge was planned on. */
  storeChallenge(before: Login, planned: PlannedChallenge, now: Instant): Promise<Charge | Refused>;
  /** The newest send came to nothing: it is shown as failed and given back. */
  recordFailedSend(loginId: string, challenge: Challenge): Promise<void>;
  /** Takes one of the attempts left, before anything is compared. */
  chargeAttempt(holder: Holder, now: Instant): Promise<Login | Refused>;
  /** pending → complete, by the challenge that was answered; the wrong answers in a row are forgotten with it. */
  acceptSecondFactor(answered: Answered, now: Instant): Promise<boolean>;
  /** complete → issued; again within `repeatable` of the first time. */
  issue(holder: Holder, now: Instant): Promise<Login | Refused>;
}

export interface PlannedChallenge {
  readonly challenge: Challenge;
  readonly methods: NonNullable<Login["methods"]>;
  readonly request: Login["challengeRequest"];
  readonly charges: readonly Throttle[];
}

export interface Answered {
  readonly holder: Holder;
  readonly challenge: Challenge;
  readonly epoch: number;
  readonly proof: SecondFactorProof;
  /** Charges that a right answer takes back. */
  readonly refunds: readonly Throttle[];
}
