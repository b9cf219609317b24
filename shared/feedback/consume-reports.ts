import type { CloudWatchLogsEvent, Context, SNSEvent } from "aws-lambda";
import type { DeliveryReport } from "../domain/delivery-report.ts";
import { type Log, traceOf } from "../observability/log.ts";
import { reportOfSesEvent } from "./ses-events.ts";
import { reportsOfLog } from "./sms-log.ts";

interface Needs {
  readonly log: Log;
}
type Consumer<D> = (report: DeliveryReport, dependencies: D) => Promise<void>;

/** What SES says to a topic that it is to publish to, in plain text. */
const greeting = "Successfully validated SNS topic";

/**
 * The Lambda handler of what providers report: SES's events by a topic, SNS's delivery log by a subscription. Reports
 * come once or more often, in any order.
 *
 * @throws Error when one could not be recorded: Lambda tries the whole again, and then keeps it in the dead-letter queue.
 */
export const consumeReports =
  <D extends Needs>(consume: Consumer<D>, dependencies: D) =>
  async (event: SNSEvent | CloudWatchLogsEvent, { awsRequestId }: Context): Promise<void> => {
    try {
      for (const report of reportsOf(event)) await consume(report, dependencies);
    } catch (error) {
      dependencies.log.write("fault", { operation: "recordDelivery", requestId: awsRequestId, ...traceOf(error) });
      // Its message may hold what was reported.
      throw new Error("a report could not be recorded");
    }
  };

function reportsOf(event: SNSEvent | CloudWatchLogsEvent): DeliveryReport[] {
  if ("awslogs" in event) return reportsOfLog(event.awslogs.data);
  return event.Records.filter(({ Sns }) => !Sns.Message.startsWith(greeting))
    .map(({ Sns }) => reportOfSesEvent(JSON.parse(Sns.Message)))
    .filter((report) => report !== undefined);
}
