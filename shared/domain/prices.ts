import type { Settings } from "../settings.ts";
import type { Channel } from "./channel.ts";

/** Millionths of a US dollar: money is counted in whole ones, so that sums are exact. */
export type MicroUsd = number;

export const usd = (dollars: number | string): MicroUsd => Math.round(Number(dollars) * 1_000_000);

/** What a country costs us at most, as far as we know it: an SMS of one segment; a call of up to two minutes. */
const estimates: Settings["spend"]["prices"] = {
  JP: { smsUsd: "0.08", voiceUsd: "0.35" },
  US: { smsUsd: "0.02", voiceUsd: "0.05" },
};

/** Whether the settings or our estimates say what a country costs. */
export const hasPrice = (country: string, { prices }: Settings["spend"]): boolean =>
  (prices[country] ?? estimates[country]) !== undefined;

/** What a message costs; mail counts as free. */
export function priceOf(channel: Channel, country: string | undefined, { spend }: Settings): MicroUsd {
  if (channel === "email") return 0;
  const price = spend.prices[country ?? ""] ?? estimates[country ?? ""];
  // Settings name a price for each country that messages may go to.
  if (price === undefined) throw new Error("no price for this country");
  return usd(channel === "sms" ? price.smsUsd : price.voiceUsd);
}
