import type { ServiceEvent } from "../../shared/contract/service-event.ts";
import type { Dependencies } from "../../shared/dependencies.ts";
import { signEvent } from "../../shared/steps/sign-event.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "eventBus" | "log" | "signer">;

/**
 * Puts events on the bus, signed where a webhook wants them.
 *
 * @returns those that could not be signed, or that the bus refused: the queue hands them over again.
 * @throws Error when the bus took none.
 */
export async function publishEvents(events: readonly ServiceEvent[], needs: Needs): Promise<readonly ServiceEvent[]> {
  const signing = await Promise.all(events.map((event) => signEvent(event, needs)));
  const signed = signing.filter((event) => event !== undefined);
  const taken = signed.length === 0 ? [] : await needs.eventBus.publish(signed);
  const published = new Set(signed.filter((_, place) => taken[place] === true).map(({ eventId }) => eventId));
  const refused = events.filter(({ eventId }) => !published.has(eventId));
  needs.log.write("events_published", {
    outbox: "events",
    publishedCount: events.length - refused.length,
    refusedCount: refused.length,
  });
  return refused;
}
