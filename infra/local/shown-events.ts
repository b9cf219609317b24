import type { BusEvent } from "./receiver/events.ts";

interface Wanted {
  readonly bus?: string | undefined;
  readonly type?: string | undefined;
  readonly sub?: string | undefined;
}

/** What was put on a bus, oldest first, as people and tests look at it. */
export const shownEvents = (events: readonly BusEvent[], { bus, type, sub }: Wanted) =>
  events
    .map(({ EventBusName = "default", Source, DetailType, Detail }, place) => {
      const detail: unknown = JSON.parse(Detail);
      return { place, bus: EventBusName, source: Source, type: DetailType, detail };
    })
    .filter((event) => bus === undefined || event.bus === bus)
    .filter((event) => type === undefined || event.type === type)
    .filter(({ detail }) => sub === undefined || Object(detail).sub === sub);
