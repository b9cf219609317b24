import type { BusEvent } from "./receiver/events.ts";
import type { Delivery } from "./webhook-rule.ts";

interface Wanted {
  readonly bus?: string | undefined;
  readonly type?: string | undefined;
  readonly sub?: string | undefined;
}

/** What was put on a bus, oldest first, and what became of it at the webhooks, as people and tests look at it. */
export const shownEvents = (
  events: readonly BusEvent[],
  deliveriesOf: (event: BusEvent) => readonly Delivery[],
  { bus, type, sub }: Wanted,
) =>
  events
    .map((event, place) => {
      const { EventBusName = "default", Source, DetailType, Detail } = event;
      const detail: unknown = JSON.parse(Detail);
      return {
        place,
        bus: EventBusName,
        source: Source,
        type: DetailType,
        detail,
        deliveries: deliveriesOf(event),
      };
    })
    .filter((event) => bus === undefined || event.bus === bus)
    .filter((event) => type === undefined || event.type === type)
    .filter(({ detail }) => sub === undefined || Object(detail).sub === sub);
