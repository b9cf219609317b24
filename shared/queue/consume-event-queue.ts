import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { ServiceEvent } from "../contract/service-event.ts";
import { type Log, traceOf } from "../observability/log.ts";

interface Needs {
  readonly log: Log;
}
/** @returns those that must come again. */
type Consumer<D> = (events: readonly ServiceEvent[], dependencies: D) => Promise<readonly ServiceEvent[]>;

/**
 * The Lambda handler behind the queue of events: ten at most at a time, each once or more often. Those that are named
 * come again, until they have come so often that they lie in the dead-letter queue. One that cannot be read is named too,
 * and holds up no other.
 */
export const consumeEventQueue =
  <D extends Needs>(consume: Consumer<D>, dependencies: D) =>
  async ({ Records }: SQSEvent, { awsRequestId }: Context): Promise<SQSBatchResponse> => {
    const tell = (error: unknown) =>
      dependencies.log.write("fault", { operation: "publishEvents", requestId: awsRequestId, ...traceOf(error) });
    const read = Records.map((record) => readable(record, tell));
    const events = read.filter((event) => event !== undefined);
    let again: readonly ServiceEvent[] = events;
    try {
      again = events.length === 0 ? [] : await consume(events, dependencies);
    } catch (error) {
      tell(error);
    }
    const isLeft = (event: ServiceEvent | undefined) => event === undefined || again.includes(event);
    const left = Records.filter((_, place) => isLeft(read[place]));
    return { batchItemFailures: left.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };

function readable({ body }: SQSRecord, tell: (error: unknown) => void): ServiceEvent | undefined {
  try {
    return ServiceEvent.parse(JSON.parse(body));
  } catch (error) {
    tell(error);
    return undefined;
  }
}
