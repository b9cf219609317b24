import { days, toEpochSeconds } from "../../domain/duration.ts";
import type { Outbox } from "../../ports/outbox.ts";
import { noticeKey } from "./keys.ts";
import type { Table } from "./table.ts";

/** How long a notice that cannot be sent is kept for the operator to see. */
const kept = days(30);

export const dynamodbOutbox = (table: Table): Outbox => ({
  async add(notice) {
    await table.create({ ...noticeKey(notice.noticeId), ...notice, ttl: toEpochSeconds(notice.at + kept) });
  },
  remove: (notice) => table.delete(noticeKey(notice.noticeId)),
});
