import { randomInt } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { TransactionCanceledException, TransactionConflictException } from "@aws-sdk/client-dynamodb";
import { type Milliseconds, seconds } from "../../domain/duration.ts";

const retries = 5;
/** Before the first retry, at most; it doubles. */
const firstPause: Milliseconds = seconds(0.01);

/**
 * Makes a write. Where it meets a transaction on one of its items, which the SDK takes for final, it is made again
 * after a moment of chance: the other one is over in milliseconds.
 */
export async function pastConflicts<T>(write: () => Promise<T>): Promise<T> {
  for (let tried = 0; ; tried += 1) {
    try {
      return await write();
    } catch (error) {
      if (tried === retries || !isConflict(error)) throw error;
      await setTimeout(randomInt(firstPause * 2 ** tried));
    }
  }
}

/** A condition that failed beside the conflict is an answer: to be tried again is only what nothing else stood against. */
function isConflict(error: unknown): boolean {
  if (error instanceof TransactionConflictException) return true;
  if (!(error instanceof TransactionCanceledException)) return false;
  const codes = new Set(error.CancellationReasons?.map(({ Code }) => Code));
  return codes.has("TransactionConflict") && !codes.has("ConditionalCheckFailed");
}
