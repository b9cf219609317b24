import { hours, type Milliseconds, seconds } from "./duration.ts";

/** The operator's say on wrong passwords, per identifier and source. */
export interface PasswordWait {
  readonly freeAttempts: number;
  readonly firstWaitSeconds: number;
  readonly longestWaitSeconds: number;
}

/** How long a row of wrong passwords is remembered after the last. */
export const passwordMemory: Milliseconds = hours(24);

/** The wait after the `count`th wrong password in a row: none while they are free, then doubling up to the longest. */
export function waitAfter(count: number, setting: PasswordWait): Milliseconds {
  if (count < setting.freeAttempts) return 0;
  const doublings = Math.min(count - setting.freeAttempts, 30);
  return seconds(Math.min(setting.longestWaitSeconds, setting.firstWaitSeconds * 2 ** doublings));
}
