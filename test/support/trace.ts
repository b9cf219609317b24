import { watchSends } from "../../functions/watch-sends/watch-sends.ts";
import type { Config } from "../../shared/config.ts";
import { type Tally, talliesOf } from "../../shared/domain/conversion.ts";
import { type Instant, type Milliseconds, seconds } from "../../shared/domain/duration.ts";
import type { LoginChange, WatchedLogin } from "../../shared/domain/watched.ts";
import { jsonLog } from "../../shared/observability/log.ts";
import { parseSettings } from "../../shared/parse-settings.ts";
import type { Conversions } from "../../shared/ports/conversions.ts";
import type { SettingsInput } from "../../shared/settings.ts";

/** For tests: counts in memory, with what the table promises of them, and the pauses that were made. */
export function memoryConversions() {
  const counted = new Set<string>();
  const sums = new Map<string, Map<string, Tally>>();
  const untils = new Map<string, Instant>();
  const pauses: { readonly area: string; readonly at: Instant }[] = [];
  const add = (tally: Tally) => {
    const own = sums.get(tally.area) ?? new Map<string, Tally>();
    const key = `${tally.span} ${tally.from}`;
    const { sends = 0, verified = 0 } = own.get(key) ?? {};
    sums.set(tally.area, own.set(key, { ...tally, sends: tally.sends + sends, verified: tally.verified + verified }));
  };
  const conversions: Conversions = {
    count: async (entries) => {
      const fresh = entries.filter(({ id }) => !counted.has(id));
      for (const { id } of fresh) counted.add(id);
      for (const tally of talliesOf(fresh)) add(tally);
    },
    find: async ({ name }, mode) => {
      const own = [...(sums.get(name)?.values() ?? [])];
      const slots = own.filter(({ span }) => span === "slot");
      const days = own.filter(({ span }) => span === "day");
      return { slots, days, pausedUntil: untils.get(`${mode} ${name}`) };
    },
    pause: async ({ name }, mode, until, now) => {
      if ((untils.get(`${mode} ${name}`) ?? 0) > now) return false;
      untils.set(`${mode} ${name}`, until);
      pauses.push({ area: name, at: now });
      return true;
    },
  };
  const isPaused = (name: string, at: Instant) => (untils.get(`enforce ${name}`) ?? 0) > at;
  return { conversions, counted, pauses, isPaused };
}

type Memory = ReturnType<typeof memoryConversions>;

const configOf = (fraudGuard: SettingsInput["fraudGuard"]): Config => ({
  settings: parseSettings({ fraudGuard }),
  origin: "https://login.example.jp",
  resources: { tableName: "", challengeKeyIds: [], vaultKeyIds: [], revealKeyIds: [], signingKeyIds: [] },
});
const defaults = configOf({});

/** Hands changes to the use case, at that time. @returns the lines that it logged, each as its code and area. */
export async function watched(
  changes: readonly LoginChange[],
  { conversions }: Memory,
  now: Instant,
  fraudGuard?: SettingsInput["fraudGuard"],
): Promise<readonly string[]> {
  const lines: string[] = [];
  const clock = { now: () => now };
  const config = fraudGuard === undefined ? defaults : configOf(fraudGuard);
  await watchSends(changes, { clock, config, conversions, log: jsonLog(clock, (line) => lines.push(line)) });
  return lines.map((line) => {
    const { code, area } = JSON.parse(line);
    return `${code} ${area}`;
  });
}

/** Somebody who asks for a code, and may enter it. */
export interface Person {
  readonly id: string;
  readonly at: Instant;
  readonly prefix: string;
  readonly enters: boolean;
}

/** As many, one after the other; those who enter, so many of a hundred, spread evenly. */
export const people = (
  count: number,
  from: Instant,
  every: Milliseconds,
  entersPercent: number,
  prefixOf: (place: number) => string,
): Person[] =>
  Array.from({ length: count }, (_, place) => ({
    id: `${from} ${place} ${entersPercent}`,
    at: from + Math.round(place * every),
    prefix: prefixOf(place),
    enters: Math.floor(((place + 1) * entersPercent) / 100) > Math.floor((place * entersPercent) / 100),
  }));

const enteredAfter = seconds(40);

/** The two writes of somebody's login, as the stream tells them. */
export function changesOf({ id, at, prefix }: Person): { readonly asks: LoginChange; readonly enters: LoginChange } {
  const asked: WatchedLogin = {
    loginId: id,
    state: "pending",
    sends: 1,
    challenge: { type: "sms_code", lastSentAt: at, delivery: "sent", area: { country: "JP", prefix, sends: 1 } },
  };
  const complete: WatchedLogin = { ...asked, state: "complete", secondFactor: { by: "sms_code" } };
  return { asks: { before: undefined, after: asked }, enters: { before: asked, after: complete } };
}

/** Lets people ask and enter in the order of time; a place that is paused is sent nothing. @returns who was sent to. */
export async function lived(everybody: readonly Person[], memory: Memory): Promise<readonly Person[]> {
  const steps = everybody.flatMap((person) => [
    { at: person.at, person, asks: true },
    ...(person.enters ? [{ at: person.at + enteredAfter, person, asks: false }] : []),
  ]);
  const sent = new Set<Person>();
  for (const { at, person, asks } of steps.sort((one, other) => one.at - other.at)) {
    const isOpen = !memory.isPaused("country#JP", at) && !memory.isPaused(`prefix#${person.prefix}`, at);
    if (asks && isOpen) sent.add(person);
    if (!sent.has(person)) continue;
    await watched([changesOf(person)[asks ? "asks" : "enters"]], memory, at);
  }
  return [...sent];
}
