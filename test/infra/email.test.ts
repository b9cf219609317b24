import { beforeAll, describe, expect, it } from "@jest/globals";
import { Match } from "aws-cdk-lib/assertions";
import { synthesise } from "./synthesised.ts";

let service: Awaited<ReturnType<typeof synthesise>>["service"];
beforeAll(async () => {
  ({ service } = await synthesise({
    nidan: { email: { from: "no-reply@example.jp" } },
    deployment: { account: "123456789012" },
  }));
});
const topicArn = "arn:aws:sns:ap-northeast-1:123456789012:nidan-mail-feedback";
const idOf = (type: string) => Object.keys(service.findResources(type))[0] ?? "";

describe("given the mail", () => {
  it("goes through a configuration set that requires TLS", () => {
    service.hasResourceProperties("AWS::SES::ConfigurationSet", {
      Name: "nidan-mail",
      DeliveryOptions: { TlsPolicy: "REQUIRE" },
    });
  });

  it("reports what became of it, and never that it was opened or a link was clicked", () => {
    service.resourcePropertiesCountIs(
      "AWS::SES::ConfigurationSetEventDestination",
      {
        ConfigurationSetName: "nidan-mail",
        EventDestination: {
          Name: "feedback",
          Enabled: true,
          MatchingEventTypes: ["delivery", "deliveryDelay", "bounce", "complaint", "reject"],
          SnsDestination: { TopicARN: { Ref: idOf("AWS::SNS::Topic") } },
        },
      },
      1,
    );
    service.resourceCountIs("AWS::SES::ConfigurationSetEventDestination", 1);
  });

  it("has no right, no configuration set and no topic where the operator has no address to send from", async () => {
    const { service: without } = await synthesise();
    without.resourceCountIs("AWS::SES::ConfigurationSet", 0);
    without.resourceCountIs("AWS::SES::ConfigurationSetEventDestination", 0);
    without.resourceCountIs("AWS::SNS::Topic", 0);
    expect(JSON.stringify(without.toJSON())).not.toContain("ses:SendEmail");
  });
});

describe("given reports, which name addresses", () => {
  it("encrypts them on their way, under a key that SES may use for this topic alone", () => {
    const [topic] = Object.values(service.findResources("AWS::SNS::Topic"));
    const [keyId, attribute] = topic?.Properties.KmsMasterKeyId["Fn::GetAtt"] ?? [];
    const key = service.findResources("AWS::KMS::Key")[keyId];
    expect({ name: topic?.Properties.TopicName, attribute }).toEqual({ name: "nidan-mail-feedback", attribute: "Arn" });
    const [, ofSes, ...others] = key?.Properties.KeyPolicy.Statement ?? [];
    expect(others).toEqual([]);
    expect(ofSes).toEqual({
      Effect: "Allow",
      Principal: { Service: "ses.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: "*",
      Condition: { StringEquals: { "kms:EncryptionContext:aws:sns:topicArn": topicArn } },
    });
  });

  it("takes them over TLS, and from this configuration set of this account alone", () => {
    service.hasResourceProperties("AWS::SNS::TopicPolicy", {
      PolicyDocument: {
        Statement: [
          Match.objectLike({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
          Match.objectLike({
            Effect: "Allow",
            Action: "sns:Publish",
            Principal: { Service: "ses.amazonaws.com" },
            Condition: {
              StringEquals: {
                "aws:SourceAccount": "123456789012",
                "aws:SourceArn": "arn:aws:ses:ap-northeast-1:123456789012:configuration-set/nidan-mail",
              },
            },
          }),
        ],
      },
    });
  });

  it("has the way ready before SES tries it, and the reader only after that", () => {
    service.hasResource("AWS::SES::ConfigurationSetEventDestination", {
      DependsOn: Match.arrayWith([idOf("AWS::SES::ConfigurationSet"), idOf("AWS::SNS::TopicPolicy")]),
    });
    service.hasResource("AWS::SNS::Subscription", {
      DependsOn: [idOf("AWS::SES::ConfigurationSetEventDestination")],
    });
  });
});
