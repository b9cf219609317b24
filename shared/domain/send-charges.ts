import { createHmac } from "node:crypto";
import type { Settings } from "../settings.ts";
import type { Authenticator } from "./account.ts";
import { destinationDaySends, destinationSends, prefixSends } from "./limits.ts";
import type { Throttle } from "./throttle.ts";

/** How many last digits numbers may differ in to count as neighbours. */
const neighbourDigits = 3;

/**
 * What a message to an authenticator is charged before it is sent: its destination, for ten minutes and the day, and
 * for a number its whole neighbourhood. Numbers stand in the table as keyed digests only.
 */
export function sendCharges(
  { type, destination }: Authenticator,
  digestKey: Uint8Array,
  settings: Settings,
): Throttle[] {
  const digest = (text: string) => createHmac("sha256", digestKey).update(text).digest("base64url");
  const own = [
    destinationSends(digest(destination), settings),
    destinationDaySends(digest(destination), type, settings),
  ];
  return type === "phone" ? [...own, prefixSends(digest(destination.slice(0, -neighbourDigits)), settings)] : own;
}
