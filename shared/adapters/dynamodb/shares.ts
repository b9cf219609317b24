import { days, toEpochSeconds } from "../../domain/duration.ts";
import { type Share, shardLimit } from "../../domain/shared-counter.ts";
import { shardKey } from "./keys.ts";
import type { Change } from "./table.ts";

const itemOf = ({ scope, key, shard }: Share) => shardKey(scope, key, shard);

/** Adds to a shard while it has room. The window is part of its key, so that there is nothing to open. */
export const adding = (share: Share): Change => {
  const room = shardLimit(share) - share.amount;
  return {
    key: itemOf(share),
    update: "SET #total = if_not_exists(#total, :zero) + :amount, #ttl = :ttl",
    // A shard that is smaller than the amount has room for nothing.
    condition: room < 0 ? "attribute_exists(PK) AND #total < :zero" : "attribute_not_exists(PK) OR #total <= :room",
    names: { "#total": "total", "#ttl": "ttl" },
    values: {
      ":zero": 0,
      ":amount": share.amount,
      ...(room < 0 ? {} : { ":room": room }),
      ":ttl": toEpochSeconds(share.closesAt + days(1)),
    },
  };
};

/** Takes it back. */
export const returning = (share: Share): Change => ({
  key: itemOf(share),
  update: "SET #total = #total - :amount",
  condition: "#total >= :amount",
  names: { "#total": "total" },
  values: { ":amount": share.amount },
});
