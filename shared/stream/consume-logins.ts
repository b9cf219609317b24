import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { type LoginChange, WatchedLogin } from "../domain/conversion.ts";
import { type Log, traceOf } from "../observability/log.ts";
import { imageOf } from "./image.ts";

interface Needs {
  readonly log: Log;
}
type Consumer<D> = (changes: readonly LoginChange[], dependencies: D) => Promise<void>;

/**
 * The Lambda handler over the table's stream: the changes of logins, a batch at a time, each once or more often. A
 * batch that fails comes again as a whole. A record that cannot be read is told and left out: one that stopped the
 * stream would blind the guard to all others.
 */
export const consumeLogins =
  <D extends Needs>(consume: Consumer<D>, dependencies: D) =>
  async ({ Records }: DynamoDBStreamEvent, { awsRequestId }: Context): Promise<DynamoDBBatchResponse> => {
    const tell = (error: unknown) =>
      dependencies.log.write("fault", { operation: "watchSends", requestId: awsRequestId, ...traceOf(error) });
    const readable = (record: DynamoDBRecord): LoginChange[] => {
      try {
        return [changeOf(record)];
      } catch (error) {
        tell(error);
        return [];
      }
    };
    try {
      await consume(Records.flatMap(readable), dependencies);
      return { batchItemFailures: [] };
    } catch (error) {
      tell(error);
      return { batchItemFailures: [{ itemIdentifier: Records[0]?.dynamodb?.SequenceNumber ?? "" }] };
    }
  };

function changeOf({ dynamodb }: DynamoDBRecord): LoginChange {
  const before = dynamodb?.OldImage && WatchedLogin.parse(imageOf(dynamodb.OldImage));
  return { before, after: WatchedLogin.parse(imageOf(dynamodb?.NewImage)) };
}
