import { randomUUID } from "node:crypto";
import { Authenticator } from "../../domain/account.ts";
import type { Counted, Missed, Pending } from "../../ports/directory.ts";
import { activityParts } from "./activities.ts";
import { authenticatorKey } from "./keys.ts";
import type { Change, Item, Part, Table } from "./table.ts";
import { closesAt, opening, whileOpen } from "./throttles.ts";

/** What becomes of the authenticator: `none` where it is gone or disabled, and has nothing left to count. */
type Counting = "counts" | "disables" | "none";

/** Others come between only so often: a window opens or ends, and an authenticator is disabled once. */
const mostTries = 6;

/**
 * Counts a wrong answer in one transaction with its charge, where that was not made before: what is refused is not
 * counted, and what is counted is charged. A second one where the authenticator has come to its limit.
 *
 * @throws where others were first again and again: then nothing was counted, and nobody is told what was compared.
 */
export async function countMiss(table: Table, missed: Missed): Promise<Counted> {
  const { charge } = missed;
  let counting: Counting = "counts";
  let isOpen = charge?.isOpen === true;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const charging = charge === undefined ? [] : [{ update: chargingOf(charge, isOpen) }];
    const failed = await table.transact([...charging, ...countingParts(counting, missed)], randomUUID());
    if (failed === undefined) return { disabled: counting === "disables" };
    if (charge !== undefined && failed.has(0)) {
      const item = failed.get(0);
      isOpen = Number(item?.closesAt) > charge.now;
      if (isOpen && Number(item?.charges) >= charge.throttle.limit) {
        return { disabled: false, fullUntil: closesAt({ item }, charge.throttle, charge.now) };
      }
    }
    if (failed.has(charging.length)) counting = nextOf(failed.get(charging.length));
    if (counting === "none" && charge === undefined) return { disabled: false };
  }
  throw new Error("a wrong answer could not be counted");
}

const chargingOf = ({ throttle, now }: Pending, isOpen: boolean): Change =>
  isOpen ? whileOpen(throttle, now, randomUUID()) : opening(throttle, now, randomUUID());

function countingParts(counting: Counting, missed: Missed): Part[] {
  const { activities, disabling } = missed;
  if (counting === "none") return [];
  if (counting === "counts") return [{ update: belowLimit(missed) }, ...activityParts(activities)];
  return [{ update: atLimit(missed) }, ...activityParts([...activities, disabling])];
}

const nextOf = (item: Item | undefined): Counting =>
  item === undefined || Authenticator.parse(item).status === "disabled" ? "none" : "disables";

/** Below the limit: an active one that has room. */
const belowLimit = ({ sub, authenticatorId, limit }: Missed): Change => ({
  key: authenticatorKey(sub, authenticatorId),
  update: "SET missesInARow = missesInARow + :one",
  condition: "attribute_exists(PK) AND #status <> :disabled AND missesInARow < :last",
  names: { "#status": "status" },
  values: { ":one": 1, ":disabled": "disabled", ":last": limit - 1 },
});

/** The one that reaches it. */
const atLimit = ({ sub, authenticatorId }: Missed): Change => ({
  key: authenticatorKey(sub, authenticatorId),
  update: "SET missesInARow = missesInARow + :one, #status = :disabled",
  condition: "attribute_exists(PK) AND #status <> :disabled",
  names: { "#status": "status" },
  values: { ":one": 1, ":disabled": "disabled" },
});
