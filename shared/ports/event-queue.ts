import type { ServiceEvent } from "../contract/service-event.ts";

/** Where events wait for the bus, for days if need be. */
export interface EventQueue {
  /** @throws Error when not all were taken: all may be given again. */
  add(events: readonly ServiceEvent[]): Promise<void>;
}
