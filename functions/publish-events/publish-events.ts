import type { ServiceEvent } from "../../shared/contract/service-event.ts";
import type { Dependencies } from "../../shared/dependencies.ts";

type Needs = Pick<Dependencies, "eventBus" | "log">;

/**
 * Puts events on the bus.
 *
 * @returns those that the bus refused: the queue hands them over again.
 * @throws Error when the bus took none.
 */
export async function publishEvents(events: readonly ServiceEvent[], needs: Needs): Promise<readonly ServiceEvent[]> {
  const taken = await needs.eventBus.publish(events);
  const refused = events.filter((_, place) => taken[place] !== true);
  needs.log.write("events_published", {
    outbox: "events",
    publishedCount: events.length - refused.length,
    refusedCount: refused.length,
  });
  return refused;
}
