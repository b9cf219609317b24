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

const log = "sns/ap-northeast-1/123456789012/DirectPublishToPhoneNumber";
const groups = [log, `${log}/Failure`];
const arnOf = (group: string) => `arn:aws:logs:ap-northeast-1:123456789012:log-group:${group}:*`;

const functionId = () =>
  Object.keys(
    service.findResources("AWS::Lambda::Function", { Properties: { FunctionName: "nidan-record-delivery" } }),
  )[0] ?? "";
const functionArn = () => ({ "Fn::GetAtt": [functionId(), "Arn"] });
const queueId = () => Object.keys(service.findResources("AWS::SQS::Queue")).find((id) => /^ReportsGivenUp/.test(id));
const queueArn = () => ({ "Fn::GetAtt": [queueId(), "Arn"] });

describe("given what SES reports", () => {
  it("is handed to the function by the topic", () => {
    service.hasResourceProperties("AWS::SNS::Subscription", {
      Protocol: "lambda",
      Endpoint: functionArn(),
      RedrivePolicy: { deadLetterTargetArn: queueArn() },
    });
  });
});

describe.each(groups)("given a line of SNS's delivery log in %s", (group) => {
  it("is handed to the function, whatever it says", () => {
    service.hasResourceProperties("AWS::Logs::SubscriptionFilter", {
      LogGroupName: group,
      FilterPattern: "",
      DestinationArn: functionArn(),
    });
  });

  it("may call the function from this group of this account alone", () => {
    service.hasResourceProperties("AWS::Lambda::Permission", {
      Principal: "logs.amazonaws.com",
      FunctionName: functionArn(),
      SourceArn: arnOf(group),
      SourceAccount: "123456789012",
    });
  });

  it("stands in a group that is made unless there is one, and forgets numbers after a day", () => {
    const calls = Object.values(service.findResources("Custom::AWS")).map(({ Properties }) =>
      JSON.parse(Properties.Create),
    );
    const ofGroup = calls.filter(({ parameters }) => parameters.logGroupName === group);
    expect(ofGroup).toEqual([
      expect.objectContaining({
        service: "CloudWatchLogs",
        action: "createLogGroup",
        ignoreErrorCodesMatching: "ResourceAlreadyExistsException",
      }),
      expect.objectContaining({
        service: "CloudWatchLogs",
        action: "putRetentionPolicy",
        parameters: { logGroupName: group, retentionInDays: 1 },
      }),
    ]);
  });
});

describe("given the groups of the delivery log", () => {
  it("leaves them when the stack goes: they are the account's", () => {
    const made = Object.values(service.findResources("Custom::AWS"));
    expect(made).toHaveLength(4);
    for (const { Properties } of made) expect(Properties).not.toHaveProperty("Delete");
  });

  it("has the group and the permission before it subscribes", () => {
    for (const { DependsOn } of Object.values(service.findResources("AWS::Logs::SubscriptionFilter"))) {
      expect(DependsOn).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^Sms(Delivered|Failed)Retention/),
          expect.stringMatching(/^RecordDeliverySmsDelivered/),
          expect.stringMatching(/^RecordDeliverySmsFailed/),
        ]),
      );
    }
  });
});

describe("given an account whose SMS settings are somebody else's affair", () => {
  let left: typeof service;
  beforeAll(async () => {
    ({ service: left } = await synthesise({ deployment: { sms: { accountSettings: "leave" } } }));
  });

  it("sets nothing of the account's, and makes and subscribes no group", () => {
    for (const type of ["Custom::SmsAccount", "Custom::AWS", "AWS::Logs::SubscriptionFilter"]) {
      left.resourceCountIs(type, 0);
    }
    expect(JSON.stringify(left.toJSON())).not.toContain("SetSMSAttributes");
  });

  it("may still be called from both groups, once the operator subscribes it", () => {
    left.resourcePropertiesCountIs("AWS::Lambda::Permission", { Principal: "logs.amazonaws.com" }, 2);
  });
});

describe("given a report that cannot be kept", () => {
  it("is tried twice more within an hour, then kept in a queue", () => {
    service.hasResourceProperties("AWS::Lambda::EventInvokeConfig", {
      FunctionName: { Ref: functionId() },
      Qualifier: "$LATEST",
      MaximumRetryAttempts: 2,
      MaximumEventAgeInSeconds: 3600,
      DestinationConfig: { OnFailure: { Destination: queueArn() } },
    });
    service.hasResourceProperties("AWS::IAM::Role", {
      Policies: [
        {
          PolicyDocument: {
            Statement: Match.arrayWith([{ Effect: "Allow", Action: "sqs:SendMessage", Resource: queueArn() }]),
          },
        },
      ],
    });
  });

  it("is forgotten there after a day, as in the log: it names a number or an address", () => {
    const queue = service.findResources("AWS::SQS::Queue")[queueId() ?? ""];
    expect(queue?.Properties).toMatchObject({ MessageRetentionPeriod: 86400, SqsManagedSseEnabled: true });
  });
});
