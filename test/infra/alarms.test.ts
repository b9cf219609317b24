import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { functionFolders } from "../../infra/build.ts";
import { root, synthesise } from "./synthesised.ts";

let alarms: Awaited<ReturnType<typeof synthesise>>["alarms"];
beforeAll(async () => {
  ({ alarms } = await synthesise({ deployment: { alarmMail: "ops@example.jp" } }));
});
const all = () => Object.values(alarms.findResources("AWS::CloudWatch::Alarm")).map(({ Properties }) => Properties);
const names = () => all().map(({ AlarmName }) => AlarmName);

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

  it("watches both APIs, the table and the notices to owners", () => {
    expect(names()).toEqual(
      expect.arrayContaining([
        "nidan-public-api-5xx",
        "nidan-admin-api-5xx",
        "nidan-table-throttles",
        "nidan-table-system-errors",
        "nidan-notices-late",
        "nidan-notices-given-up",
      ]),
    );
  });

  it("sums only metrics whose gaps are filled: they are absent while nothing is wrong", () => {
    const expressions = all().flatMap(({ Metrics = [] }) => Metrics.flatMap(({ Expression = [] }) => Expression));
    expect(expressions.length).toBeGreaterThan(0);
    for (const expression of expressions) expect(expression).toMatch(/^FILL\(\w+, 0\)( \+ FILL\(\w+, 0\))*$/);
  });
});

describe("given an alarm that went off", () => {
  it("names a section of the runbook that exists", () => {
    const named = all().map(({ AlarmDescription }) => /docs\/runbook\.md#([a-z0-9-]+)$/.exec(AlarmDescription)?.[1]);
    expect(named.filter((section) => section === undefined || !sections.has(section))).toEqual([]);
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
