import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { Notice } from "../domain/notice.ts";
import { type Log, traceOf } from "../observability/log.ts";
import { imageOf } from "./image.ts";

interface Needs {
  readonly log: Log;
}
type Consumer<D> = (notice: Notice, dependencies: D) => Promise<void>;

/**
 * The Lambda handler over the table's stream: each new notice once or more often, in order. At the first failure it
 * stops and names the record, and the stream goes on from there until the record is too old; then it goes to the
 * dead-letter queue, and the notice stays in the table.
 */
export const consumeOutbox =
  <D extends Needs>(consume: Consumer<D>, dependencies: D) =>
  async ({ Records }: DynamoDBStreamEvent, { awsRequestId }: Context): Promise<DynamoDBBatchResponse> => {
    for (const record of Records) {
      try {
        await consume(noticeOf(record), dependencies);
      } catch (error) {
        dependencies.log.write("fault", { operation: "notify", requestId: awsRequestId, ...traceOf(error) });
        return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? "" }] };
      }
    }
    return { batchItemFailures: [] };
  };

const noticeOf = ({ dynamodb }: DynamoDBRecord): Notice => Notice.parse(imageOf(dynamodb?.NewImage));
