import type { Context, EventBridgeEvent } from "aws-lambda";
import * as z from "zod/mini";
import { LifecycleEvent } from "../contract/schemas.ts";
import { type Log, traceOf } from "../observability/log.ts";

interface Needs {
  readonly log: Log;
}
type Event = z.infer<typeof LifecycleEvent>;
type Consumer<D> = (event: Event, source: string, dependencies: D) => Promise<void>;

/** What is put on the bus: the detail of an event, its type in the envelope. */
const Detail = z.record(z.string(), z.unknown());

/**
 * The Lambda handler of the bus that the operator's other systems put their events on, once or more often, in any order.
 *
 * @throws Error when one could not be heeded: Lambda tries it again, and then keeps it in the dead-letter queue.
 */
export const consumeEvents =
  <D extends Needs>(consume: Consumer<D>, dependencies: D) =>
  async (event: EventBridgeEvent<string, unknown>, { awsRequestId }: Context): Promise<void> => {
    try {
      const told = LifecycleEvent.parse({ ...Detail.parse(event.detail), type: event["detail-type"] });
      await consume(told, event.source, dependencies);
    } catch (error) {
      dependencies.log.write("fault", { operation: "takeLifecycleEvent", requestId: awsRequestId, ...traceOf(error) });
      // Its message may hold what was told.
      throw new Error("an event could not be heeded");
    }
  };
