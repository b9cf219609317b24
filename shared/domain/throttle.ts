import type { Instant, Milliseconds } from "./duration.ts";
import type { Share } from "./shared-counter.ts";

/** A counter with a limit and a window. The window opens at the first charge and closes `window` later. */
export interface Throttle {
  /** What is counted: part of the item's key, of the log line and of the metric. */
  readonly scope: ThrottleScope;
  /** Whom it counts for: an id or a digest, never a number or an address in clear. */
  readonly key: string;
  readonly limit: number;
  readonly window: Milliseconds;
}

export const throttleScopes = [
  "source_starts",
  "source_failures",
  "source_sends",
  "source_early_sends",
  "subject_sends",
  "subject_failures",
  "subject_early_failures",
  "subject_early_sends",
  "subject_early_day_sends",
  "destination_sends",
  "destination_day_sends",
  "prefix_sends",
  "source_resets",
  "account_resets",
  "recovery_starts",
  "app_requests",
  "app_denials",
] as const;
export type ThrottleScope = (typeof throttleScopes)[number];

/** Which windows were open when the step read them, where it did: so that charging them need not begin with a guess. */
export type SeenWindows = { readonly [Scope in ThrottleScope]?: boolean };

/** What a charge came to. Expected, so a value and not an exception. */
export type Charge =
  | { readonly accepted: true }
  | {
      readonly accepted: false;
      readonly refusedBy: Pick<Throttle, "scope"> | Pick<Share, "scope">;
      readonly until: Instant;
    };

/** How far a counter has come. A window that is not open has room for all: the next charge opens another. */
export interface Standing {
  readonly isOpen: boolean;
  readonly charges: number;
  readonly closesAt: Instant;
}

export const accepted: Charge = { accepted: true };
