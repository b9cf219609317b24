import type { Settings } from "../settings.ts";
import type { Channel } from "./channel.ts";
import { hours, type Instant } from "./duration.ts";
import { priceOf, usd } from "./prices.ts";

/** One shard's part of a counter that everyone shares, over a window of the clock. */
export interface Share {
  readonly scope: "country_sends" | "spend";
  /** What is counted, with its window: nothing has to be opened, and the next window is another counter. */
  readonly key: string;
  readonly shard: number;
  /** How many shards the limit is split over. */
  readonly shards: number;
  /** Units that this charge adds. */
  readonly amount: number;
  /** Units that all shards together may hold. */
  readonly limit: number;
  readonly closesAt: Instant;
}

const mostShards = 16;
/** A shard holds so many charges at least, so that splitting a small limit wastes little of it. */
const leastCharges = 20;

/** How many shards a counter has, for charges of about this amount: every call of the same settings finds the same. */
const shardsFor = (limit: number, amount: number): number =>
  Math.min(mostShards, Math.max(1, Math.floor(limit / amount / leastCharges)));

/** What one shard may hold; together exactly the limit. */
export const shardLimit = ({ limit, shard, shards }: Share): number =>
  Math.floor(limit / shards) + (shard < limit % shards ? 1 : 0);

/** The same charge on the shard beside it. */
export const nextShard = (share: Share): Share => ({ ...share, shard: (share.shard + 1) % share.shards });

/** `2026-11`, of a month in UTC. */
export const monthOf = (now: Instant): string => new Date(now).toISOString().slice(0, 7);

const monthEnd = (now: Instant): Instant => {
  const date = new Date(now);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
};

const hourEnd = (now: Instant): Instant => (Math.floor(now / hours(1)) + 1) * hours(1);

/**
 * What a message takes of the limits that everyone shares: its country's by channel, and the month's money. Mail takes
 * nothing.
 *
 * @param chance a random byte, which picks the shards.
 */
export function sharesOf(
  channel: Channel,
  country: string | undefined,
  settings: Settings,
  now: Instant,
  chance: number,
): Share[] {
  if (channel === "email") return [];
  const { sends, spend } = settings;
  const limit = channel === "sms" ? sends.smsPerCountryHour : sends.voicePerCountryHour;
  const cap = usd(spend.monthlyUsd);
  // The cap alone sets its split, so that all channels and countries agree on it.
  const [hourly, monthly] = [shardsFor(limit, 1), shardsFor(cap, usd(1))];
  const hour = new Date(now).toISOString().slice(0, 13);
  return [
    {
      scope: "country_sends",
      key: `${channel}#${country}#${hour}`,
      shard: chance % hourly,
      shards: hourly,
      amount: 1,
      limit,
      closesAt: hourEnd(now),
    },
    {
      scope: "spend",
      key: monthOf(now),
      shard: chance % monthly,
      shards: monthly,
      amount: priceOf(channel, country, settings),
      limit: cap,
      closesAt: monthEnd(now),
    },
  ];
}
