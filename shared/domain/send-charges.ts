import { createHmac } from "node:crypto";
import type { Settings } from "../settings.ts";
import type { Authenticator } from "./account.ts";
import type { Channel } from "./channel.ts";
import { destinationDaySends, destinationSends, prefixSends } from "./limits.ts";
import type { Throttle } from "./throttle.ts";

/** How many last digits numbers may differ in to count as neighbours. */
const neighbourDigits = 3;

/** Numbers and addresses stand in the table as these alone. */
export interface DestinationDigests {
  readonly destination: string;
  /** Of a number: that of all its neighbours too. */
  readonly prefix: string | undefined;
}

/** @param digestKey 32 bytes of the root, of the purpose `destination-digest`. */
export function digestsOf(
  { type, destination }: Pick<Authenticator, "type" | "destination">,
  digestKey: Uint8Array,
): DestinationDigests {
  const digest = (text: string) => createHmac("sha256", digestKey).update(text).digest("base64url");
  return {
    destination: digest(destination),
    prefix: type === "phone" ? digest(destination.slice(0, -neighbourDigits)) : undefined,
  };
}

/**
 * What a message to an authenticator is charged before it is sent: its destination, for ten minutes and the day, and
 * for a number its whole neighbourhood.
 */
export function sendCharges(
  channel: Channel,
  { destination, prefix }: DestinationDigests,
  settings: Settings,
): Throttle[] {
  const own = [destinationSends(destination, settings), destinationDaySends(destination, channel, settings)];
  return prefix === undefined ? own : [...own, prefixSends(prefix, settings)];
}
