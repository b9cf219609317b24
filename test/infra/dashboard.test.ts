import { beforeAll, describe, expect, it } from "@jest/globals";
import { functionFolders } from "../../infra/build.ts";
import { methodTypes } from "../../shared/contract/schemas.ts";
import { jsonLog } from "../../shared/observability/log.ts";
import { synthesise } from "./synthesised.ts";

interface Widget {
  readonly type: string;
  readonly x: number;
  readonly width: number;
  readonly properties: {
    readonly title?: string;
    readonly metrics?: readonly (readonly unknown[])[];
    readonly query?: string;
    readonly alarms?: readonly unknown[];
  };
}

let made: Awaited<ReturnType<typeof synthesise>>;
let widgets: readonly Widget[];
beforeAll(async () => {
  made = await synthesise({ nidan: { webhooks: [{ name: "crm", url: "https://crm.example.jp/" }] } });
  const [dashboard, ...more] = Object.values(made.alarms.findResources("AWS::CloudWatch::Dashboard"));
  expect(more).toEqual([]);
  expect(dashboard?.Properties.DashboardName).toBe("nidan");
  const body: string | { readonly "Fn::Join": readonly [string, readonly unknown[]] } =
    dashboard?.Properties.DashboardBody;
  // A reference stands for a name that is known at deployment alone.
  const text =
    typeof body === "string"
      ? body
      : body["Fn::Join"][1].map((part) => (typeof part === "string" ? part : "REF")).join("");
  ({ widgets } = JSON.parse(text));
});
const graph = (title: string): readonly (readonly unknown[])[] =>
  widgets.find(({ properties }) => properties.title?.startsWith(title))?.properties.metrics ?? [];
/** `challenge_sent method sms_code`: the metrics of a graph, those that it reckons with too. */
const metricsOf = (title: string): readonly string[] =>
  graph(title)
    .filter(([first]) => typeof first === "string")
    .map(([namespace, name, ...dimensions]) => {
      const words = dimensions.filter((one) => typeof one === "string");
      return namespace === "nidan" ? [name, ...words].join(" ") : [namespace, name, ...words].join(" ");
    });
const expressionsOf = (title: string): readonly string[] =>
  graph(title).flatMap(([first]) =>
    typeof first === "object" && first !== null && "expression" in first ? [String(first.expression)] : [],
  );
const searches = (): readonly string[] =>
  widgets.flatMap(({ properties }) =>
    (properties.metrics ?? []).flatMap(([first]) =>
      typeof first === "object" &&
      first !== null &&
      "expression" in first &&
      String(first.expression).startsWith("SEARCH")
        ? [String(first.expression)]
        : [],
    ),
  );

describe("given the dashboard", () => {
  it("begins with every alarm", () => {
    const count = Object.keys(made.alarms.findResources("AWS::CloudWatch::Alarm")).length;
    expect(widgets.find(({ type }) => type === "alarm")?.properties.alarms).toHaveLength(count);
  });

  it("shows logins from start to sent to verified", () => {
    const metrics = metricsOf("Logins started");
    expect(metrics).toContain("request_answered operation startLogin");
    expect(metrics).toContain("challenge_sent method sms_code");
    for (const type of methodTypes) expect(metrics).toContain(`login_complete method ${type}`);
    expect(expressionsOf("Logins started")).toHaveLength(2);
  });

  it.each([
    "sms_code",
    "sms_link",
    "voice",
    "email_code",
    "email_link",
    "app",
  ])("tells how many of %s are sent, verified, and both of each other", (type) => {
    expect(metricsOf("Sent, by method")).toContain(`challenge_sent method ${type}`);
    expect(metricsOf("Verified, by method")).toContain(`login_complete method ${type}`);
    expect(metricsOf("Verified of what")).toEqual(
      expect.arrayContaining([`challenge_sent method ${type}`, `login_complete method ${type}`]),
    );
  });

  it("shows what is spent, of the cap and by SNS's own count", () => {
    expect(metricsOf("The month's money")).toEqual(["spentPercent window month"]);
    expect(metricsOf("SMS of the account")).toEqual(["AWS/SNS SMSMonthToDateSpentUSD"]);
  });

  it("tells refusals by limit, by reason of a provider, and by problem", () => {
    expect(searches()).toEqual(
      expect.arrayContaining([
        `SEARCH('{nidan,scope} MetricName="throttle_refused"', 'Sum', 300)`,
        `SEARCH('{nidan,why} MetricName="challenge_not_sent"', 'Sum', 300)`,
      ]),
    );
    const query = widgets.find(({ type }) => type === "log")?.properties.query ?? "";
    expect(query).toContain("SOURCE '/aws/lambda/nidan-verify-login'");
    expect(query).toContain("stats count() as refusals by problem");
  });

  it("searches by nothing that the log does not count by", () => {
    const counted = new Set<string>();
    const log = jsonLog({ now: () => 0 }, (line) => {
      const { code, _aws } = JSON.parse(line);
      for (const [dimension] of _aws.CloudWatchMetrics[0].Dimensions) counted.add(`${dimension} ${code}`);
    });
    log.write("throttle_refused", { scope: "polls" });
    log.write("challenge_not_sent", { method: "sms_code", channel: "sms", why: "opted_out" });
    log.write("sending_paused", { area: "country" });
    log.write("answer_wrong", { method: "password" });
    log.write("fault", { operation: "notify", requestId: "", error: "", frames: [] });
    const searched = searches().map((one) => /\{nidan,(\w+)\} MetricName="(\w+)"/.exec(one)?.slice(1).join(" "));
    expect(searched.length).toBeGreaterThan(0);
    expect(searched.filter((one) => one === undefined || !counted.has(one))).toEqual([]);
  });

  it.each(functionFolders)("shows how long 95 of 100 calls of %s take", (folder) => {
    const all = widgets.flatMap(({ properties }) => properties.metrics ?? []);
    const found = all.filter(
      ([namespace, name, , of]) => namespace === "AWS/Lambda" && name === "Duration" && of === `nidan-${folder}`,
    );
    expect(found).toEqual([expect.arrayContaining([expect.objectContaining({ stat: "p95" })])]);
  });

  it("shows what waits, and what became of events", () => {
    expect(metricsOf("Seconds that the oldest")).toEqual([
      "oldestSeconds outbox notices",
      expect.stringContaining("AWS/SQS ApproximateAgeOfOldestMessage QueueName"),
    ]);
    const events = metricsOf("Events put on the bus");
    expect(events.slice(0, 2)).toEqual(["publishedCount outbox events", "refusedCount outbox events"]);
    expect(events.filter((one) => one.includes("nidan-webhook-crm"))).toHaveLength(2);
  });

  it("fits: no widget reaches out of the page, and no graph has more lines than CloudWatch draws", () => {
    for (const { x, width, properties } of widgets) {
      expect(x + width).toBeLessThanOrEqual(24);
      expect((properties.metrics ?? []).length).toBeLessThanOrEqual(100);
    }
  });
});
