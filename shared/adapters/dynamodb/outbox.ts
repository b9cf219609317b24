import { days, toEpochSeconds } from "../../domain/duration.ts";
import type { Notice } from "../../domain/notice.ts";
import type { Outbox } from "../../ports/outbox.ts";
import { noticeKey } from "./keys.ts";
import type { Table } from "./table.ts";

/** How long a notice is kept: it is not told again meanwhile, and the operator sees what was not sent. */
const kept = days(30);

/** As it stands in the table: other writes put notices beside what they tell of. */
export const noticeItem = (notice: Notice) => ({
  ...noticeKey(notice.noticeId),
  ...notice,
  ttl: toEpochSeconds(notice.at + kept),
});

export const dynamodbOutbox = (table: Table): Outbox => ({
  async add(notice) {
    await table.create(noticeItem(notice));
  },

  async settle({ noticeId }, now) {
    await table.update({
      key: noticeKey(noticeId),
      update: "SET settledAt = :now",
      condition: "attribute_exists(PK)",
      values: { ":now": now },
    });
  },
});
