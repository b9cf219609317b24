import type { BusEvent } from "../contract/service-event.ts";

/** The bus that other systems listen on. */
export interface EventBus {
  /**
   * @param events ten at most.
   * @returns which were taken, in their order.
   * @throws Error when the bus did not answer, or refused the call as a whole.
   */
  publish(events: readonly BusEvent[]): Promise<readonly boolean[]>;
}
