import * as z from "zod/mini";
import type { Device } from "../contract/device.ts";
import { browserName } from "../contract/device-names.ts";
import { hours, type Instant } from "./duration.ts";

/** So many are remembered of each, the newest first. */
const remembered = { browsers: 10, networks: 10, countries: 5 } as const;

const noHours: number[] = new Array(24).fill(0);

/** How an account signs in: what a sign-in is held against. No address and no identifier. */
export const Habits = z.object({
  /** `Chrome / Windows`. */
  browsers: z._default(z.array(z.string()), []),
  /** Keyed digests of networks. */
  networks: z._default(z.array(z.string()), []),
  countries: z._default(z.array(z.string()), []),
  /** Sign-ins by the hour of the day, UTC; halved when one hour has many, so that old habits fade. */
  hours: z._default(z.array(z.int()).check(z.length(24)), noHours),
  /** The newest sign-in whose country is known. */
  lastSeen: z.optional(z.object({ country: z.string(), at: z.int() })),
  /** When the owner last denied a sign-in. */
  deniedAt: z.optional(z.int()),
});
export type Habits = z.infer<typeof Habits>;

/** One sign-in, as far as it forms a habit. */
export interface SignIn {
  readonly from: Device;
  /** Keyed digest of the network. */
  readonly network: string;
  readonly at: Instant;
}

const nothing: Habits = { browsers: [], networks: [], countries: [], hours: noHours };

/** The habits with one sign-in more. */
export function habitsWith(habits: Habits | undefined, { from, network, at }: SignIn): Habits {
  const { browsers, networks, countries, hours: before, lastSeen } = habits ?? nothing;
  const counted = before.map((count, hour) => (hour === hourOf(at) ? count + 1 : count));
  return {
    ...habits,
    browsers: withNewest(browsers, browserName(from), remembered.browsers),
    networks: withNewest(networks, network, remembered.networks),
    countries: withNewest(countries, from.country, remembered.countries),
    hours: Math.max(...counted) > 100 ? counted.map((count) => Math.floor(count / 2)) : counted,
    lastSeen: from.country === undefined ? lastSeen : { country: from.country, at },
  };
}

const withNewest = (known: readonly string[], newest: string | undefined, most: number): string[] =>
  (newest === undefined ? [...known] : [newest, ...known.filter((one) => one !== newest)]).slice(0, most);

const hourOf = (at: Instant): number => new Date(at).getUTCHours();

/** Nobody is in another country within the first, and everybody may be after the second. */
const impossibleWithin = hours(3);
const possibleAfter = hours(12);

/** So many sign-ins make an hour of the day a habit; up to two hours beside a usual one nothing is unusual. */
const enoughForHours = 10;
const hoursBeside = [-2, -1, 0, 1, 2] as const;

/**
 * How far a sign-in is from the habits, each from 0 to 1. An account without habits has none to be far from, but its
 * browser is unknown all the same. What the edge does not know of a caller is as good as new: a caller who came past
 * it says nothing.
 */
export function distanceFrom(habits: Habits | undefined, { from, network, at }: SignIn) {
  const isNew = (known: readonly string[], one: string | undefined) =>
    known.length > 0 && (one === undefined || !known.includes(one)) ? 1 : 0;
  const { browsers, networks, countries } = habits ?? nothing;
  return {
    unknownBrowser: browsers.length === 0 ? 1 : isNew(browsers, browserName(from)),
    newNetwork: isNew(networks, network),
    newCountry: isNew(countries, from.country),
    impossibleTravel: habits?.lastSeen === undefined ? 0 : travelGrade(habits.lastSeen, from, at),
    unusualHour: habits === undefined ? 0 : hourGrade(habits, at),
  };
}

function travelGrade(seen: NonNullable<Habits["lastSeen"]>, { country }: Device, at: Instant): number {
  if (country === undefined || country === seen.country) return 0;
  const passed = Math.max(0, at - seen.at);
  return Math.min(1, Math.max(0, (possibleAfter - passed) / (possibleAfter - impossibleWithin)));
}

function hourGrade(habits: Habits, at: Instant): number {
  const signIns = habits.hours.reduce((sum, count) => sum + count, 0);
  if (signIns < enoughForHours) return 0;
  return hoursBeside.some((beside) => (habits.hours[(hourOf(at) + beside + 24) % 24] ?? 0) > 0) ? 0 : 1;
}
