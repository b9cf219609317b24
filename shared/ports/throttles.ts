import type { Instant } from "../domain/duration.ts";
import type { PasswordWait } from "../domain/password-wait.ts";
import type { Share } from "../domain/shared-counter.ts";
import type { Charge, Standing, Throttle } from "../domain/throttle.ts";

export interface Throttles {
  /** Charges all in one round trip, or none: where one is full, a second takes back what the others were charged. */
  charge(throttles: readonly Throttle[], now: Instant): Promise<Charge>;
  /** How far it has come, without charging it. One read. */
  standing(throttle: Throttle, now: Instant): Promise<Standing>;
  count(throttle: Throttle, now: Instant): Promise<number>;
  /** Whether any of them is full, without charging it. One read each, at once. */
  isAnyFull(throttles: readonly Throttle[], now: Instant): Promise<boolean>;
  /** Takes one charge back each, and what was taken of the shared counters. */
  refund(throttles: readonly Throttle[], now: Instant, shares?: readonly Share[]): Promise<void>;
}

/** Waits between wrong passwords, per identifier and source. */
export interface PasswordWaits {
  /** Charges a try before the password is compared: its number in the row, or until when to wait. */
  charge(key: string, setting: PasswordWait, now: Instant): Promise<{ count: number } | { waitUntil: Instant }>;
  /** After a wrong password: no further try before `until`. */
  extend(key: string, until: Instant): Promise<void>;
  /** Takes one try back: the password could not be compared. */
  refund(key: string, now: Instant): Promise<void>;
  /** After a right one. */
  clear(key: string): Promise<void>;
}
