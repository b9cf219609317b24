import type { Settings } from "../settings.ts";
import type { Authenticator } from "./account.ts";
import type { Channel } from "./channel.ts";
import { type MicroUsd, priceOf, usd } from "./prices.ts";

/** What everyone's sending has come to: the month's money, and where sending stands still. */
export interface SendingState {
  /** Spent in this calendar month, as estimated. */
  readonly spent: MicroUsd;
  /** Areas that the fraud guard has paused, as `countryArea` and `prefixArea` name them. */
  readonly paused: ReadonlySet<string>;
}

export const everythingOpen: SendingState = { spent: 0, paused: new Set() };

export const countryArea = (country: string): string => `country#${country}`;
/** @param digest a keyed digest of all but the last three digits of a number. */
export const prefixArea = (digest: string): string => `prefix#${digest}`;

/** The month's money against its cap, in per cent. */
export function spentPercent({ spent }: SendingState, { spend }: Settings): number {
  const cap = usd(spend.monthlyUsd);
  return cap === 0 ? 100 : Math.round((1000 * spent) / cap) / 10;
}

/** Whether a message may be sent to it at all: it is not dead, and there is money and no pause. */
export function canReach(
  channel: Channel,
  { country, unreachableBy = [] }: Authenticator,
  settings: Settings,
  { spent, paused }: SendingState,
): boolean {
  if (unreachableBy.includes(channel)) return false;
  if (channel === "email") return true;
  // Methods offer countries of the settings alone, which all have a price.
  if (country === undefined || !settings.sends.countries.includes(country)) return false;
  return (
    spent + priceOf(channel, country, settings) <= usd(settings.spend.monthlyUsd) && !paused.has(countryArea(country))
  );
}
