import { type Instant, seconds } from "../../domain/duration.ts";
import type { SendingState } from "../../domain/sending-state.ts";
import { monthOf } from "../../domain/shared-counter.ts";
import type { SendingStates } from "../../ports/sending-states.ts";
import { counterPartition, pausesPartition } from "./keys.ts";
import type { Table } from "./table.ts";

/** Everybody asks, and it changes slowly. */
const freshFor = seconds(10);

/** Two reads at once, kept for a while in this process. A clock that went back makes it read anew. */
export function dynamodbSendingStates(table: Table): SendingStates {
  let kept: { readonly at: Instant; readonly state: Promise<SendingState> } | undefined;
  return {
    async read(now) {
      if (kept === undefined || now < kept.at || now >= kept.at + freshFor) {
        const state = readState(table, now);
        const reading = { at: now, state };
        kept = reading;
        // What could not be read is asked for again by the next call.
        state.catch(() => {
          if (kept === reading) kept = undefined;
        });
      }
      return kept.state;
    },
  };
}

async function readState(table: Table, now: Instant): Promise<SendingState> {
  const [shards, pauses] = await Promise.all([
    table.query(counterPartition("spend", monthOf(now))),
    table.query(pausesPartition),
  ]);
  return {
    spent: shards.reduce((sum, { total }) => sum + Number(total), 0),
    paused: new Set(pauses.filter(({ until }) => Number(until) > now).map(({ SK }) => String(SK))),
  };
}
