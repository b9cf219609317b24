import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { Notice } from "../domain/notice.ts";
import { type Log, traceOf } from "../observability/log.ts";
import { imageOf } from "./image.ts";

interface Needs {
  readonly log: Log;
}
type Consumer<D> = (noticeId: string, dependencies: D) => Promise<void>;

/**
 * The Lambda handler over the table's stream: each new notice once or more often, in order. Where the table fails, it
 * stops and names the record, and the stream goes on from there until the record is too old; then it goes to the
 * dead-letter queue. A record that cannot be read is told and left out, so that it holds up no other. The notice stays
 * in the table either way, and the sweep finds it there.
 */
export const consumeOutbox =
  <D extends Needs>(consume: Consumer<D>, dependencies: D) =>
  async ({ Records }: DynamoDBStreamEvent, { awsRequestId }: Context): Promise<DynamoDBBatchResponse> => {
    const tell = (error: unknown) =>
      dependencies.log.write("fault", { operation: "notify", requestId: awsRequestId, ...traceOf(error) });
    for (const record of Records) {
      try {
        const noticeId = readable(record, tell);
        if (noticeId !== undefined) await consume(noticeId, dependencies);
      } catch (error) {
        tell(error);
        return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? "" }] };
      }
    }
    return { batchItemFailures: [] };
  };

function readable({ dynamodb }: DynamoDBRecord, tell: (error: unknown) => void): string | undefined {
  try {
    return Notice.parse(imageOf(dynamodb?.NewImage)).noticeId;
  } catch (error) {
    tell(error);
    return undefined;
  }
}
