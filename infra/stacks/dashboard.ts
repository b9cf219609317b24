import { Duration, type Stack } from "aws-cdk-lib";
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  LogQueryVisualizationType,
  LogQueryWidget,
  TextWidget,
} from "aws-cdk-lib/aws-cloudwatch";
import { folderOf, type OperationName } from "../../shared/contract/routes.ts";
import { deliveryRow, eventRow, funnelRows, healthRow, slowRows, spendRow } from "./dashboard-rows.ts";
import { functionNameOf } from "./function.ts";
import type { Plan } from "./plan.ts";
import type { ServiceStack } from "./service.ts";

/** A graph: its title, and its lines. */
interface Graph {
  readonly title: string;
  readonly left: readonly IMetric[];
  readonly isPercent?: boolean;
  readonly isStacked?: boolean;
}
export type Row = readonly Graph[];

const wholeWidth = 24;
const height = 6;

/** Of these the log says why they refused; a query takes fifty logs at most, and costs by what it reads. */
const refusing = [
  "startLogin",
  "createChallenge",
  "verifyLogin",
  "redeemLink",
  "issueToken",
] as const satisfies readonly OperationName[];

/** One page of what goes on: who comes through, what is sent and spent, what is refused, and how fast all of it is. */
export function addDashboard(stack: Stack, plan: Plan, service: ServiceStack, alarms: readonly Alarm[]): Dashboard {
  const { name } = plan.deployment;
  return new Dashboard(stack, "Dashboard", {
    dashboardName: name,
    defaultInterval: Duration.days(1),
    widgets: [
      [heading(`# ${name}\nWhat to do when an alarm rings: docs/runbook.md. Times are UTC.`)],
      [new AlarmStatusWidget({ title: "Alarms", alarms: [...alarms], width: wholeWidth })],
      [heading("## From start to verified")],
      ...funnelRows().map(widgetsOf),
      [heading("## Sent and spent")],
      ...[deliveryRow(), spendRow(plan)].map(widgetsOf),
      [heading("## Refused")],
      widgetsOf(healthRow(service)),
      [refusals(plan)],
      [heading("## How fast: 95 of 100 calls are faster")],
      ...slowRows(plan).map(widgetsOf),
      [heading("## Notices and events")],
      ...[eventRow(plan, service)].map(widgetsOf),
    ],
  });
}

const heading = (markdown: string): IWidget => new TextWidget({ markdown, width: wholeWidth, height: 2 });

const widgetsOf = (row: Row): IWidget[] =>
  row.map(
    ({ title, left, isPercent = false, isStacked = false }) =>
      new GraphWidget({
        title,
        left: [...left],
        stacked: isStacked,
        width: wholeWidth / Math.max(row.length, 2),
        height,
        leftYAxis: { min: 0, ...(isPercent ? { label: "%", showUnits: false } : {}) },
      }),
  );

function refusals(plan: Plan): IWidget {
  return new LogQueryWidget({
    title: "Refusals of a sign-in, by problem",
    logGroupNames: refusing.map((operation) => `/aws/lambda/${functionNameOf(plan, folderOf(operation))}`),
    queryLines: [
      'filter code = "request_answered" and ispresent(problem)',
      "stats count() as refusals by problem, operation",
      "sort refusals desc",
    ],
    view: LogQueryVisualizationType.TABLE,
    width: wholeWidth,
    height,
  });
}
