import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent, StreamRecord } from "aws-lambda";
import { Activity } from "../domain/activity.ts";
import { type SendChange, WatchedLogin, WatchedNumber } from "../domain/watched.ts";
import { type Log, traceOf } from "../observability/log.ts";
import { imageOf } from "./image.ts";

interface Needs {
  readonly log: Log;
}
interface Consumers<D> {
  readonly sends: (changes: readonly SendChange[], dependencies: D) => Promise<void>;
  readonly activities: (activities: readonly Activity[], dependencies: D) => Promise<void>;
}

/**
 * The Lambda handler over the table's stream: the changes of logins and of new numbers, and the new items of the
 * audit trail, a batch at a time, each once or more often. Both are consumed whatever becomes of the other; a batch
 * of which either fails comes again as a whole. A record that cannot be read is told and left out: one that stopped
 * the stream would blind the guard to all others.
 */
export const consumeChanges =
  <D extends Needs>({ sends, activities }: Consumers<D>, dependencies: D) =>
  async ({ Records }: DynamoDBStreamEvent, { awsRequestId }: Context): Promise<DynamoDBBatchResponse> => {
    const tell = (error: unknown) =>
      dependencies.log.write("fault", { operation: "watchSends", requestId: awsRequestId, ...traceOf(error) });
    const readAll = <T>(records: readonly DynamoDBRecord[], read: (record: DynamoDBRecord) => T): T[] =>
      records.flatMap((record) => {
        try {
          return [read(record)];
        } catch (error) {
          tell(error);
          return [];
        }
      });
    const { send = [], activity = [] } = Object.groupBy(Records, (record) => (isOfAudit(record) ? "activity" : "send"));
    const changes = readAll(send, changeOf);
    const happened = readAll(activity, ({ dynamodb }) => Activity.parse(imageOf(dynamodb?.NewImage)));
    const done = await Promise.allSettled([
      changes.length === 0 ? undefined : sends(changes, dependencies),
      happened.length === 0 ? undefined : activities(happened, dependencies),
    ]);
    const failed = done.filter(({ status }) => status === "rejected");
    for (const one of failed) tell("reason" in one ? one.reason : undefined);
    if (failed.length === 0) return { batchItemFailures: [] };
    return { batchItemFailures: [{ itemIdentifier: Records[0]?.dynamodb?.SequenceNumber ?? "" }] };
  };

/** Nothing else in the table has that id. */
const isOfAudit = ({ dynamodb }: DynamoDBRecord): boolean => dynamodb?.NewImage?.activityId !== undefined;

/** Of a login, or of an authenticator: no login has that id but within. */
const changeOf = ({ dynamodb }: DynamoDBRecord): SendChange =>
  dynamodb?.NewImage?.authenticatorId === undefined
    ? bothOf(dynamodb, WatchedLogin.parse)
    : bothOf(dynamodb, WatchedNumber.parse);

const bothOf = <T>(change: StreamRecord | undefined, parse: (image: unknown) => T) => ({
  before: change?.OldImage && parse(imageOf(change.OldImage)),
  after: parse(imageOf(change?.NewImage)),
});
