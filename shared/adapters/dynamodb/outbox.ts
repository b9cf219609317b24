import { createHash, randomUUID } from "node:crypto";
import * as z from "zod/mini";
import { days, toEpochSeconds } from "../../domain/duration.ts";
import { Notice } from "../../domain/notice.ts";
import { inHand } from "../../domain/notice-tries.ts";
import type { Outbox } from "../../ports/outbox.ts";
import { activityParts } from "./activities.ts";
import { noticeKey, unsettledIndex } from "./keys.ts";
import type { Table } from "./table.ts";

/** How long a notice is kept: it is not told again meanwhile, and the operator sees what was not sent. */
const kept = days(30);

/** So many of a shard are looked at; who is behind them comes once they are settled. */
const mostOfShard = 2000;

const shards = Array.from({ length: unsettledIndex.shards }, (_, shard) => String(shard).padStart(2, "0"));
const shardOf = (noticeId: string) => shards[(createHash("sha256").update(noticeId).digest()[0] ?? 0) % shards.length];

const Tries = z.object({ tries: z.int(), told: z._default(z.array(z.string()), []) });
const Unsettled = z.object({ noticeId: z.string(), unsettledSince: z.int(), dueAt: z.int() });

/** As it stands in the table, unsettled: other writes put notices beside what they tell of. */
export const noticeItem = (notice: Notice) => ({
  ...noticeKey(notice.noticeId),
  ...notice,
  unsettled: shardOf(notice.noticeId),
  unsettledSince: notice.at,
  dueAt: notice.at + inHand,
  ttl: toEpochSeconds(notice.at + kept),
});

export const dynamodbOutbox = (table: Table): Outbox => ({
  async add(notice, activities = []) {
    if (activities.length === 0) await table.create(noticeItem(notice));
    else await table.transact([{ create: noticeItem(notice) }, ...activityParts(activities)], randomUUID());
  },

  async take(noticeId, now) {
    const taken = await table.update({
      key: noticeKey(noticeId),
      update: "SET tries = if_not_exists(tries, :none) + :one, dueAt = :until",
      // The first try comes at once; each later one when it is due, so that of two one waits.
      condition:
        "attribute_exists(PK) AND attribute_not_exists(settledAt) AND (attribute_not_exists(tries) OR dueAt <= :now)",
      values: { ":none": 0, ":one": 1, ":until": now + inHand, ":now": now },
    });
    return taken.done ? { ...Notice.parse(taken.item), ...Tries.parse(taken.item) } : undefined;
  },

  async postpone({ noticeId }, told, dueAt) {
    await table.update({
      key: noticeKey(noticeId),
      update: "SET dueAt = :due, told = :told",
      condition: "attribute_exists(PK) AND attribute_not_exists(settledAt)",
      values: { ":due": dueAt, ":told": [...told] },
    });
  },

  async settle({ noticeId }, now) {
    await table.update({
      key: noticeKey(noticeId),
      update: "REMOVE unsettled, unsettledSince, dueAt SET settledAt = :now",
      condition: "attribute_exists(PK)",
      values: { ":now": now },
    });
  },

  async giveUp(noticeId, now) {
    await table.update({
      key: noticeKey(noticeId),
      update: "REMOVE unsettled, unsettledSince SET givenUpAt = :now",
      condition: "attribute_exists(PK) AND attribute_not_exists(settledAt)",
      values: { ":now": now },
    });
  },

  async findUnsettled() {
    const found = await Promise.all(shards.map((shard) => table.queryIndex(unsettledIndex, shard, mostOfShard)));
    return found
      .flat()
      .map((item) => Unsettled.parse(item))
      .map(({ noticeId, unsettledSince, dueAt }) => ({ noticeId, since: unsettledSince, dueAt }))
      .sort((one, other) => one.since - other.since);
  },
});
