import { beforeAll, describe, expect, it } from "@jest/globals";
import { SettingsError } from "../../shared/parse-settings.ts";
import { synthesise } from "./synthesised.ts";

type Made = Awaited<ReturnType<typeof synthesise>>;
let made: Made;
let without: Made;
beforeAll(async () => {
  made = await synthesise({
    nidan: {
      webhooks: [
        { name: "crm", url: "https://crm.example.jp/nidan", events: ["account_locked"] },
        { name: "audit", url: "https://audit.example.jp/" },
      ],
    },
  });
  without = await synthesise();
});
const rules = () => Object.values(made.service.findResources("AWS::Events::Rule")).map(({ Properties }) => Properties);
const ruleOf = (name: string) => rules().find(({ Name }) => Name === `nidan-webhook-${name}`);
const idOf = (type: string, beginning: string) =>
  Object.keys(made.service.findResources(type)).find((id) => id.startsWith(beginning)) ?? "";

describe("given a webhook", () => {
  it("is posted what it wants of our own bus, and only what is signed", () => {
    expect(ruleOf("crm").EventPattern).toEqual({
      account: [expect.anything()],
      source: ["nidan"],
      "detail-type": ["account_locked"],
      detail: { token: [{ exists: true }] },
    });
    expect(ruleOf("audit").EventPattern).not.toHaveProperty("detail-type");
    expect(ruleOf("crm").EventBusName).toEqual({ Ref: idOf("AWS::Events::EventBus", "EventBus") });
  });

  it("is posted the token and nothing else, by POST to its URL", () => {
    expect(ruleOf("crm").Targets).toHaveLength(1);
    expect(ruleOf("crm").Targets[0].InputTransformer).toEqual({
      InputPathsMap: { "detail-token": "$.detail.token" },
      InputTemplate: '{"token":<detail-token>}',
    });
    made.service.hasResourceProperties("AWS::Events::ApiDestination", {
      HttpMethod: "POST",
      InvocationEndpoint: "https://crm.example.jp/nidan",
    });
  });

  it("is posted again for a day, and what it did not take is kept for 14 days", () => {
    const [target] = ruleOf("crm").Targets;
    expect(target.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 });
    const queue = idOf("AWS::SQS::Queue", "WebhooksGivenUp");
    expect(target.DeadLetterConfig).toEqual({ Arn: { "Fn::GetAtt": [queue, "Arn"] } });
    expect(made.service.findResources("AWS::SQS::Queue")[queue]?.Properties.MessageRetentionPeriod).toBe(1_209_600);
  });

  it("is called with a key that no template holds", () => {
    const [connection] = Object.values(made.service.findResources("AWS::Events::Connection"));
    expect(connection?.Properties.AuthorizationType).toBe("API_KEY");
    const { ApiKeyName, ApiKeyValue } = connection?.Properties.AuthParameters.ApiKeyAuthParameters ?? {};
    expect(ApiKeyName).toBe("x-nidan-key");
    expect(JSON.stringify(ApiKeyValue)).toContain("{{resolve:secretsmanager:");
  });

  it("wakes somebody when it does not take what it is posted, or has not for a day", () => {
    const alarms = Object.values(made.alarms.findResources("AWS::CloudWatch::Alarm")).map(
      ({ Properties }) => Properties,
    );
    const named = (name: string) => alarms.find(({ AlarmName }) => AlarmName === `nidan-${name}`);
    for (const name of ["crm", "audit"]) {
      expect(named(`webhook-${name}-failing`)).toMatchObject({
        Namespace: "AWS/Events",
        MetricName: "RetryInvocationAttempts",
        AlarmDescription: expect.stringMatching(/docs\/runbook\.md#webhooks$/),
      });
    }
    expect(named("webhooks-given-up")).toMatchObject({
      MetricName: "ApproximateNumberOfMessagesVisible",
      Threshold: 1,
    });
  });
});

describe("given the key that signs", () => {
  const rights = ({ service }: Made) => {
    const roles = Object.entries(service.findResources("AWS::IAM::Role"));
    return JSON.stringify(roles.filter(([id]) => id.startsWith("PublishEventsRole")));
  };

  it("is there for the function that puts events on the bus where there is a webhook, and else not", () => {
    expect(rights(made)).toContain("kms:Sign");
    expect(rights(without)).not.toContain("kms:");
  });
});

describe("given no webhook", () => {
  it("has no queue, no alarm and no secret for one", () => {
    without.service.resourceCountIs("AWS::Events::ApiDestination", 0);
    without.service.resourceCountIs("AWS::SecretsManager::Secret", 0);
    const alarms = Object.keys(without.alarms.findResources("AWS::CloudWatch::Alarm"));
    expect(alarms.filter((id) => /webhook/i.test(id))).toEqual([]);
    expect(Object.keys(made.alarms.findResources("AWS::CloudWatch::Alarm")).some((id) => /webhook/i.test(id))).toBe(
      true,
    );
  });
});

describe("given a webhook that is for the local stack", () => {
  it("is not deployed, and the line says what to set", async () => {
    const tried = synthesise({ nidan: { webhooks: [{ name: "crm", url: "http://localhost:8080/" }] } });
    await expect(tried).rejects.toBeInstanceOf(SettingsError);
    await expect(tried).rejects.toThrow(
      "webhooks.0.url: is for the local stack alone; set an https URL (cdk.json, context.nidan)",
    );
  });
});
