import * as z from "zod/mini";
import { type Area, type Entry, type Span, spans, type Tally, talliesOf } from "../../domain/conversion.ts";
import { days, type Instant, toEpochSeconds, toRfc3339 } from "../../domain/duration.ts";
import type { Conversions, GuardMode } from "../../ports/conversions.ts";
import { pausesPartition } from "./keys.ts";
import type { Part, Table } from "./table.ts";

const conversionsPartition = (area: string) => `CONVERSIONS#${area}`;
const prefixes = { slot: "SLOT#", day: "DAY#" } as const satisfies Readonly<Record<Span, string>>;
const pauseMark = (mode: GuardMode) => `PAUSE#${mode}`;

/** DynamoDB takes 100 parts in a transaction; an entry has its mark, and adds to four counts at most. */
const mostEntries = 20;
/** The stream tells nothing that is older than a day. */
const marksKept = days(2);
/** As long as its evidence. */
const pausesKept = days(2);

const Count = z.object({ SK: z.string(), from: z.int(), sends: z.int(), verified: z.int() });
const Pause = z.object({ until: z.int() });

/** Counts in the table. One query reads all of an area. */
export const dynamodbConversions = (table: Table): Conversions => ({
  async count(entries) {
    let left = [...new Map(entries.map((entry) => [entry.id, entry])).values()];
    while (left.length > 0) {
      const tried = left.slice(0, mostEntries);
      const failed = await table.transact(partsOf(tried));
      // What is marked was counted before; all others are tried again without it.
      const unmarked = failed === undefined ? [] : tried.filter((_, place) => !failed.has(place));
      left = [...unmarked, ...left.slice(mostEntries)];
    }
  },

  async find({ name }, mode) {
    const items = await table.query(conversionsPartition(name));
    const countsOf = (span: Span) =>
      items.filter(({ SK }) => String(SK).startsWith(prefixes[span])).map((item) => Count.parse(item));
    const mark = items.find(({ SK }) => SK === pauseMark(mode));
    return { slots: countsOf("slot"), days: countsOf("day"), pausedUntil: mark && Pause.parse(mark).until };
  },

  async pause(area, mode, until, now) {
    const parts =
      mode === "enforce"
        ? [remembering(area, mode, until, now), stopping(area, until)]
        : [remembering(area, mode, until, now)];
    return (await table.transact(parts)) === undefined;
  },
});

/** The marks come first, one an entry, then what they add. */
const partsOf = (entries: readonly Entry[]): Part[] => [
  ...entries.map(({ id, at }) => ({
    create: { PK: `COUNTED#${id}`, SK: "COUNTED", ttl: toEpochSeconds(at + marksKept) },
  })),
  ...talliesOf(entries).map(adding),
];

const adding = ({ area, span, from, sends, verified }: Tally): Part => ({
  update: {
    key: { PK: conversionsPartition(area), SK: `${prefixes[span]}${toRfc3339(from)}` },
    update: "ADD sends :sends, verified :verified SET #from = :from, #ttl = :ttl",
    condition: always,
    names: { "#from": "from", "#ttl": "ttl" },
    values: {
      ":sends": sends,
      ":verified": verified,
      ":from": from,
      ":ttl": toEpochSeconds(from + spans[span].length + spans[span].kept),
    },
  },
});
const always = "attribute_exists(PK) OR attribute_not_exists(PK)";

/** Beside the counts, and longer than the pause: its end is where the next evidence begins. */
const remembering = ({ name }: Area, mode: GuardMode, until: Instant, now: Instant): Part => ({
  update: {
    key: { PK: conversionsPartition(name), SK: pauseMark(mode) },
    update: "SET #until = :until, #ttl = :ttl",
    condition: "attribute_not_exists(PK) OR #until <= :now",
    names: { "#until": "until", "#ttl": "ttl" },
    values: { ":until": until, ":ttl": toEpochSeconds(until + pausesKept), ":now": now },
  },
});

/** Where senders look. */
const stopping = ({ name }: Area, until: Instant): Part => ({
  put: { PK: pausesPartition, SK: name, until, ttl: toEpochSeconds(until) },
});
