import { Duration } from "aws-cdk-lib";
import { Stats } from "aws-cdk-lib/aws-cloudwatch";
import { folderOf, operationNames } from "../../shared/contract/routes.ts";
import type { EventFunction } from "../../shared/observability/log.ts";
import { eventFolders } from "../grants.ts";
import { approvalWatches } from "./approval-watches.ts";
import { functionNameOf } from "./function.ts";
import type { Plan } from "./plan.ts";
import { sendingWatches } from "./sending-watches.ts";
import type { ServiceStack } from "./service.ts";
import { lines, metric, sum, type Watch, type Watches } from "./watch.ts";
import { webhookWatches } from "./webhook-watches.ts";

/** Every alarm, by its name. */
export const watchesOf = (plan: Plan, service: ServiceStack): Watches => ({
  ...Object.assign({}, ...operationNames.map((name) => functionWatches(plan, folderOf(name), name))),
  ...Object.assign({}, ...Object.entries(eventFolders).map(([name, folder]) => functionWatches(plan, folder, name))),
  ...apiWatches(service),
  ...tableWatches(service),
  ...eventWatches(plan, service),
  ...sendingWatches(plan),
  "denied-logins": {
    metric: sum({
      sms: lines("login_denied", { method: "sms_link" }),
      email: lines("login_denied", { method: "email_link" }),
      app: lines("login_denied", { method: "app" }),
      qr: lines("login_denied", { method: "qr" }),
    }),
    threshold: 10,
    what: "Ten logins in 5 min were denied by the people whose password they had.",
    runbook: "denied-logins",
  },
  ...approvalWatches(plan),
  ...webhookWatches(plan, service),
});

function functionWatches(plan: Plan, folder: string, operation: string): Watches {
  const of = (name: string, statistic: string = Stats.SUM) =>
    metric("AWS/Lambda", name, { FunctionName: functionNameOf(plan, folder) }, { statistic });
  return {
    [`${folder}-errors`]: {
      // A fault that was answered is counted by the function's own log; Lambda counts only those that were not.
      metric: sum({ errors: of("Errors"), faults: lines("fault", { operation }) }),
      threshold: 3,
      what: `${operation} failed three times in 5 min.`,
      runbook: "function-errors",
    },
    [`${folder}-throttles`]: {
      metric: of("Throttles"),
      threshold: 1,
      what: `${operation} was turned away for want of concurrency.`,
      runbook: "function-throttles",
    },
    [`${folder}-slow`]: {
      metric: of("Duration", "p99"),
      threshold: 3000,
      periods: 3,
      what: `${operation} took 3 s or more for one call in a hundred, for 15 min.`,
      runbook: "function-slow",
    },
  };
}

function apiWatches({ apiIds }: ServiceStack): Watches {
  const watch = (name: keyof typeof apiIds): Watch => ({
    metric: metric("AWS/ApiGateway", "5xx", { ApiId: apiIds[name] }),
    threshold: 5,
    what: `The ${name} API answered 5xx five times in 5 min.`,
    runbook: "api-5xx",
  });
  return { "public-api-5xx": watch("public"), "admin-api-5xx": watch("admin") };
}

const tableCalls = ["GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems"] as const;

function tableWatches({ tableName }: ServiceStack): Watches {
  const of = (name: string, dimensions: Record<string, string> = {}) =>
    metric("AWS/DynamoDB", name, { TableName: tableName, ...dimensions });
  const errors = tableCalls.map((call, place) => [`m${place}`, of("SystemErrors", { Operation: call })]);
  return {
    "table-throttles": {
      metric: sum({ reads: of("ReadThrottleEvents"), writes: of("WriteThrottleEvents") }),
      threshold: 10,
      what: "DynamoDB throttled ten requests in 5 min.",
      runbook: "table-throttles",
    },
    "table-system-errors": {
      metric: sum(Object.fromEntries(errors)),
      threshold: 5,
      what: "DynamoDB failed five requests in 5 min.",
      runbook: "table-system-errors",
    },
  };
}

/** What waits behind the stream or for the sweep, and what was given up. */
function eventWatches(plan: Plan, { givenUp, eventQueueName }: ServiceStack): Watches {
  const late = (name: EventFunction, what: string, runbook: string): Watch => ({
    metric: metric(
      "AWS/Lambda",
      "IteratorAge",
      { FunctionName: functionNameOf(plan, eventFolders[name]) },
      { statistic: Stats.MAXIMUM },
    ),
    threshold: Duration.minutes(15).toMilliseconds(),
    what,
    runbook,
  });
  const letters = (QueueName: string, what: string, runbook: string): Watch => ({
    metric: metric("AWS/SQS", "ApproximateNumberOfMessagesVisible", { QueueName }, { statistic: Stats.MAXIMUM }),
    threshold: 1,
    what,
    runbook,
  });
  return {
    "notices-late": late("notify", "Notices to owners have waited for 15 min.", "notices"),
    "notices-given-up": letters(
      givenUp.notices,
      "The stream could not hand over a notice to an owner for an hour.",
      "notices",
    ),
    "notices-unsettled": {
      metric: metric("nidan", "oldestSeconds", { outbox: "notices" }, { statistic: Stats.MAXIMUM }),
      threshold: Duration.minutes(15).toSeconds(),
      // Each sweep says it, also when nothing waits.
      periods: 3,
      isHeartbeat: true,
      what: "A notice to an owner has waited for half an hour, or nothing sweeps notices up.",
      runbook: "notices",
    },
    "notices-not-told": {
      metric: lines("notice_given_up", { outbox: "notices" }),
      threshold: 1,
      what: "A notice to an owner was tried for seven days in vain, and is tried no more.",
      runbook: "notices",
    },
    "sends-late": late("watchSends", "What was sent has waited for 15 min to be counted.", "sends-not-counted"),
    "sends-given-up": letters(
      givenUp.sends,
      "What was sent could not be counted for an hour and was given up.",
      "sends-not-counted",
    ),
    "reports-given-up": letters(
      givenUp.reports,
      "A provider's report of a message could not be kept.",
      "delivery-reports",
    ),
    "events-late": {
      metric: metric(
        "AWS/SQS",
        "ApproximateAgeOfOldestMessage",
        { QueueName: eventQueueName },
        { statistic: Stats.MAXIMUM },
      ),
      threshold: Duration.minutes(15).toSeconds(),
      what: "An event has waited for the bus for 15 min.",
      runbook: "events",
    },
    "events-given-up": letters(givenUp.events, "An event could not be put on the bus for a day.", "events"),
    "lifecycle-given-up": letters(
      givenUp.lifecycle,
      "An event of another system, such as a cancelled line, could not be heeded.",
      "lifecycle-events",
    ),
  };
}
