import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { eventSource } from "../../contract/service-event.ts";
import type { EventBus } from "../../ports/event-bus.ts";
import { patience } from "../patience.ts";

export function eventBridgeBus(name: string): EventBus {
  const client = new EventBridgeClient(patience(5000, 3));
  return {
    async publish(events) {
      const { Entries = [] } = await client.send(
        new PutEventsCommand({
          Entries: events.map((event) => ({
            EventBusName: name,
            Source: eventSource,
            DetailType: event.type,
            Time: new Date(event.time),
            Detail: JSON.stringify(event),
          })),
        }),
      );
      // An answer has one entry for each that was sent, in their order; one that was refused has no id.
      return events.map((_, place) => Entries[place]?.EventId !== undefined);
    },
  };
}
