import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { functionFolders } from "../../infra/build.ts";
import { root, synthesise } from "./synthesised.ts";

interface AlarmMetric {
  readonly Id: string;
  readonly Expression?: string;
  readonly MetricStat?: {
    readonly Metric: { readonly MetricName: string; readonly Dimensions?: readonly { readonly Value: unknown }[] };
    readonly Period: number;
  };
}

let alarms: Awaited<ReturnType<typeof synthesise>>["alarms"];
beforeAll(async () => {
  ({ alarms } = await synthesise({
    nidan: { email: { from: "no-reply@example.jp" } },
    deployment: { alarmMail: "ops@example.jp", sms: { monthlySpendLimitUsd: 250 } },
  }));
});
const all = () => Object.values(alarms.findResources("AWS::CloudWatch::Alarm")).map(({ Properties }) => Properties);
const names = () => all().map(({ AlarmName }) => AlarmName);
const named = (name: string) => all().find(({ AlarmName }) => AlarmName === `nidan-${name}`);
const metricsOf = (alarm: ReturnType<typeof named>): readonly AlarmMetric[] => alarm?.Metrics ?? [];
/** `challenge_sent sms`: what an alarm adds up, by the lines that functions write. */
const linesOf = (alarm: ReturnType<typeof named>) =>
  metricsOf(alarm)
    .flatMap(({ MetricStat }) => (MetricStat === undefined ? [] : [MetricStat.Metric]))
    .map(({ MetricName, Dimensions = [] }) => `${MetricName} ${Dimensions.map(({ Value }) => Value).join()}`)
    .sort();

/** `## Function errors` → `function-errors`, as the runbook's reader links it. */
const sections = new Set(
  [...readFileSync(path.join(root, "docs/runbook.md"), "utf8").matchAll(/^## (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^a-z0-9 -]/g, "")
      .replace(/ /g, "-"),
  ),
);

describe("given what may go wrong", () => {
  it.each(functionFolders)("watches errors, throttles and the slowest calls of %s", (folder) => {
    expect(names()).toEqual(
      expect.arrayContaining([`nidan-${folder}-errors`, `nidan-${folder}-throttles`, `nidan-${folder}-slow`]),
    );
  });

  it("counts the faults of functions that no operation calls by the names that their lines have", () => {
    expect(linesOf(named("record-delivery-errors"))).toEqual(["Errors nidan-record-delivery", "fault recordDelivery"]);
    expect(linesOf(named("watch-sends-errors"))).toEqual(["Errors nidan-watch-sends", "fault watchSends"]);
  });

  it("watches both APIs, the table, and what waits or was given up", () => {
    expect(names()).toEqual(
      expect.arrayContaining([
        "nidan-public-api-5xx",
        "nidan-admin-api-5xx",
        "nidan-table-throttles",
        "nidan-table-system-errors",
        "nidan-notices-late",
        "nidan-notices-given-up",
        "nidan-notices-unsettled",
        "nidan-notices-not-told",
        "nidan-sends-late",
        "nidan-sends-given-up",
        "nidan-reports-given-up",
        "nidan-events-late",
        "nidan-events-given-up",
      ]),
    );
  });

  it("reckons only with metrics whose gaps are filled: they are absent while nothing is wrong", () => {
    const reckoning = all().map(metricsOf);
    const bare = reckoning.flatMap((metrics) => {
      const expressions = metrics.flatMap(({ Expression = [] }) => Expression).join(" ");
      const filled = expressions.replace(/FILL\(\w+, 0\)/g, "0");
      return metrics.filter(({ Id, MetricStat }) => MetricStat !== undefined && new RegExp(`\\b${Id}\\b`).test(filled));
    });
    expect(reckoning.filter((metrics) => metrics.length > 0).length).toBeGreaterThan(functionFolders.length);
    expect(bare).toEqual([]);
  });

  it("reckons with ten metrics at most, as CloudWatch allows", () => {
    const counts = all().map((alarm) => metricsOf(alarm).filter(({ MetricStat }) => MetricStat !== undefined).length);
    expect(Math.max(...counts)).toBeLessThanOrEqual(10);
  });
});

describe("given notices that nobody could be told", () => {
  it("rings once the oldest has waited through three sweeps for 15 min and more, and where there was no sweep", () => {
    expect(named("notices-unsettled")).toMatchObject({
      Namespace: "nidan",
      MetricName: "oldestSeconds",
      Dimensions: [{ Name: "outbox", Value: "notices" }],
      Statistic: "Maximum",
      Threshold: 900,
      Period: 300,
      EvaluationPeriods: 3,
      TreatMissingData: "breaching",
    });
  });

  it("rings at the first that is tried no more", () => {
    expect(named("notices-not-told")).toMatchObject({
      MetricName: "notice_given_up",
      Dimensions: [{ Name: "outbox", Value: "notices" }],
      Threshold: 1,
      EvaluationPeriods: 1,
    });
  });
});

describe("given messages that do not arrive", () => {
  const sending = ["email", "sms", "voice"] as const;

  it("rings from a fifth of twenty on, in 15 min, refused and reported ones of every channel", () => {
    const alarm = named("delivery-failures");
    expect(linesOf(alarm)).toEqual([
      ...sending.map((channel) => `challenge_not_sent ${channel}`),
      ...sending.map((channel) => `challenge_sent ${channel}`),
      "delivery_reported bounced",
      "delivery_reported failed",
    ]);
    const expressions = metricsOf(alarm).flatMap(({ Expression = [] }) => Expression);
    expect(expressions).toEqual([expect.stringMatching(/^IF\(\(.+\) >= 20, 100 \* \(.+\) \/ \(.+\), 0\)$/)]);
    expect(new Set(metricsOf(alarm).flatMap(({ MetricStat }) => MetricStat?.Period ?? []))).toEqual(new Set([900]));
    expect(alarm).toMatchObject({ Threshold: 20, EvaluationPeriods: 1 });
  });

  it.each([
    ["mail-bounces", "Reputation.BounceRate", 0.03],
    ["mail-complaints", "Reputation.ComplaintRate", 0.0008],
  ])("rings by %s before SES reviews the account", (name, MetricName, Threshold) => {
    expect(named(name)).toMatchObject({ Namespace: "AWS/SES", MetricName, Threshold, Statistic: "Maximum" });
    expect(named(name)).not.toHaveProperty("Dimensions");
  });

  it("has no alarm of SES where no mail is sent", async () => {
    const { alarms: without } = await synthesise();
    without.resourcePropertiesCountIs("AWS::CloudWatch::Alarm", { Namespace: "AWS/SES" }, 0);
  });
});

describe("given logins that their owners deny", () => {
  it("rings at ten in 5 min, by whatever URL, app or QR code", () => {
    expect(linesOf(named("denied-logins"))).toEqual([
      "login_denied app",
      "login_denied email_link",
      "login_denied qr",
      "login_denied sms_link",
    ]);
    expect(named("denied-logins")).toMatchObject({ Threshold: 10, EvaluationPeriods: 1 });
  });
});

describe("given pushes that do not go out", () => {
  it("rings from five in 5 min on, where there is an app to push to, and not elsewhere", async () => {
    const fcmSecretArn = "arn:aws:secretsmanager:ap-northeast-1:123456789012:secret:fcm-AbC123";
    const { alarms: pushing } = await synthesise({ deployment: { push: { fcmSecretArn } } });
    pushing.hasResourceProperties("AWS::CloudWatch::Alarm", {
      AlarmName: "nidan-push-failures",
      MetricName: "challenge_not_sent",
      Dimensions: [{ Name: "channel", Value: "push" }],
      Threshold: 5,
    });
    expect(sections).toContain("pushes-do-not-go-out");
    expect(names()).not.toContain("nidan-push-failures");
  });
});

describe("given money that runs out", () => {
  it.each([50, 80, 100])("rings at %s %% of the month's", (Threshold) => {
    expect(named(`spend-${Threshold}`)).toMatchObject({
      Namespace: "nidan",
      MetricName: "spentPercent",
      Dimensions: [{ Name: "window", Value: "month" }],
      Statistic: "Maximum",
      Threshold,
    });
  });

  it("rings at four fifths of the limit of SNS itself", () => {
    expect(named("sms-spend-limit")).toMatchObject({
      Namespace: "AWS/SNS",
      MetricName: "SMSMonthToDateSpentUSD",
      Statistic: "Maximum",
      Threshold: 200,
    });
  });

  it("has no alarm of that limit where none is set", async () => {
    const { alarms: without } = await synthesise();
    without.resourcePropertiesCountIs("AWS::CloudWatch::Alarm", { Namespace: "AWS/SNS" }, 0);
  });

  it("goes on ringing while nothing is sent, and is silent before anything was", () => {
    const gauges = all().filter(({ TreatMissingData }) => TreatMissingData === "ignore");
    expect(gauges.map(({ AlarmName }) => AlarmName).sort()).toEqual([
      "nidan-mail-bounces",
      "nidan-mail-complaints",
      "nidan-sms-spend-limit",
      "nidan-spend-100",
      "nidan-spend-50",
      "nidan-spend-80",
    ]);
    const others = all().filter(({ AlarmName }) => AlarmName !== "nidan-notices-unsettled");
    expect(new Set(others.map(({ TreatMissingData }) => TreatMissingData))).toEqual(
      new Set(["ignore", "notBreaching"]),
    );
  });
});

describe("given codes that are never entered", () => {
  it.each([
    ["conversion-drop", "sending_paused"],
    ["conversion-drop-recorded", "sending_would_pause"],
  ])("rings by %s at the first country or block of numbers", (name, line) => {
    expect(linesOf(named(name))).toEqual([`${line} country`, `${line} prefix`]);
    expect(named(name)).toMatchObject({ Threshold: 1, EvaluationPeriods: 1 });
  });
});

describe("given an alarm that went off", () => {
  it("names a section of the runbook that exists", () => {
    const pointed = all().map(({ AlarmDescription }) => /docs\/runbook\.md#([a-z0-9-]+)$/.exec(AlarmDescription)?.[1]);
    expect(pointed.filter((section) => section === undefined || !sections.has(section))).toEqual([]);
  });

  it("reaches the topic, over TLS and encrypted", () => {
    const [topicId] = Object.keys(alarms.findResources("AWS::SNS::Topic"));
    expect(all().filter(({ AlarmActions }) => AlarmActions[0].Ref !== topicId)).toEqual([]);
    const [topic] = Object.values(alarms.findResources("AWS::SNS::Topic"));
    expect(topic?.Properties).toHaveProperty("KmsMasterKeyId");
    expect(JSON.stringify(alarms.findResources("AWS::SNS::TopicPolicy"))).toContain('"aws:SecureTransport":"false"');
  });

  it("is mailed to the operator", () => {
    alarms.hasResourceProperties("AWS::SNS::Subscription", { Protocol: "email", Endpoint: "ops@example.jp" });
  });
});
