import { describe, expect, it } from "@jest/globals";
import { Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { synthesise } from "./synthesised.ts";

const configurations = {
  "the defaults": {},
  "everything set": {
    nidan: {
      host: "login.example.jp",
      result: { algorithm: "RS256" },
      allowedOrigins: ["https://www.example.jp"],
      email: { from: "no-reply@example.jp" },
      voice: { number: "+815012345678" },
      webhooks: [{ name: "crm", url: "https://crm.example.jp/nidan" }],
    },
    deployment: {
      name: "example",
      region: "eu-west-1",
      account: "123456789012",
      domain: { hostedZone: { id: "Z0123456789", name: "example.jp" } },
      connect: {
        instanceArn: "arn:aws:connect:eu-west-1:123456789012:instance/11111111-2222-3333-4444-555555555555",
      },
      sms: { monthlySpendLimitUsd: 250 },
      alarmMail: "ops@example.jp",
      onDelete: "destroy",
    },
  },
  "one region, and an account whose settings are others' affair": {
    deployment: { region: "us-east-1", sms: { accountSettings: "leave" } },
  },
} as const;

describe.each(Object.entries(configurations))("given %s", (_, context) => {
  const made = synthesise(context);

  it("finds nothing that AWS Solutions would have otherwise, but for what is acknowledged", async () => {
    const { violations } = new AwsSolutionsChecks().validateScope((await made).app);
    expect(violations.map(({ ruleName, violatingResources }) => [ruleName, violatingResources])).toEqual([]);
  });

  it("leaves room in each stack: CloudFormation takes 500 resources, and an operation brings five", async () => {
    const { edge, service, alarms } = await made;
    const counts = [edge, service, alarms].map((stack) => Object.keys(stack.toJSON().Resources).length);
    expect(Math.max(...counts)).toBeLessThanOrEqual(475);
  });

  it("acknowledges nothing without a reason, and nothing for a whole stack", async () => {
    const acknowledged = (await made).app.node
      .findAll()
      .flatMap(({ node }) =>
        node.metadata
          .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
          .flatMap(({ data }) =>
            Object.values(data).map((reason) => ({ depth: node.scopes.length, reason: String(reason) })),
          ),
      );
    expect(acknowledged.length).toBeGreaterThan(0);
    for (const { depth, reason } of acknowledged) {
      expect(depth).toBeGreaterThan(2);
      expect(reason.length).toBeGreaterThan(40);
    }
  });
});

describe("given a resource that breaks a rule", () => {
  it("is found", async () => {
    const { app, stacks } = await synthesise();
    const { Bucket } = await import("aws-cdk-lib/aws-s3");
    new Bucket(stacks.service, "Careless");
    const { violations } = new AwsSolutionsChecks().validateScope(app);
    expect(violations.map(({ ruleName }) => ruleName)).toEqual(expect.arrayContaining(["AwsSolutions-S10"]));
  });
});
