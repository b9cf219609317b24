import { isUndelivered } from "./destinations.ts";
import type { Challenge, HeldLogin } from "./held-login.ts";
import { useSecondsUntil } from "./server-time.ts";
import { useWatching } from "./watching.ts";

/** After so long without a word of it, another way is offered. */
const silence = 30_000;
/** Providers that report do so by then; later ones are read when the page is looked at again. */
const watch = 120_000;

/**
 * What is known of the message by now. A login that is being changed by a call is not read: its token may be void
 * before the answer comes.
 */
export function useDelivery({ sentAt = 0 }: HeldLogin, challenge: Challenge, isCalling: boolean) {
  const { delivery } = challenge;
  const isExpired = useSecondsUntil(Date.parse(challenge.expiresAt)) === 0;
  const isQuiet = useSecondsUntil(sentAt + silence) === 0;
  const isLate = useSecondsUntil(sentAt + watch) === 0;
  const isSettled = delivery === "none" || delivery === "delivered" || isUndelivered(challenge);
  // Where another device decides, or another tab goes on, that is what is waited for.
  const isAwaited = challenge.mode !== undefined || (!isSettled && !isLate);
  useWatching(isAwaited && !isExpired && !isCalling);
  return { isExpired, isSilent: isQuiet && delivery === "sent" && !isExpired };
}
