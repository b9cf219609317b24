import {
  ConfigurationSetDoesNotExistException,
  DescribeConfigurationSetCommand,
  GetAccountSendingEnabledCommand,
  GetIdentityVerificationAttributesCommand,
  GetSendQuotaCommand,
  SESClient,
  SendEmailCommand,
} from "@aws-sdk/client-ses";
import {
  GetSMSAttributesCommand,
  GetSMSSandboxAccountStatusCommand,
  ListOriginationNumbersCommand,
  SNSClient,
} from "@aws-sdk/client-sns";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { listen } from "../http.ts";
import { createKeyRing } from "./key-ring.ts";
import { createReceiver } from "./receiver.ts";

const receiver = createReceiver(createKeyRing(), "http://127.0.0.1:1", Date.now);
const server = await listen(0, 1_000_000);
const client = (service: string) => ({
  endpoint: `http://127.0.0.1:${server.port}/${service}`,
  region: "ap-northeast-1",
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
  maxAttempts: 1,
});
const sns = new SNSClient(client("sns"));
const ses = new SESClient(client("ses"));

beforeAll(() => server.open(receiver.answer));
afterAll(async () => {
  await receiver.close();
  await server.close();
});

describe("what SNS tells of its account", () => {
  test("given the account, when it is asked, then it is out of the sandbox", async () => {
    expect((await sns.send(new GetSMSSandboxAccountStatusCommand())).IsInSandbox).toBe(false);
  });

  test.each([
    [undefined, ["DefaultSMSType", "DeliveryStatusIAMRole", "DeliveryStatusSuccessSamplingRate", "MonthlySpendLimit"]],
    [[], ["DefaultSMSType", "DeliveryStatusIAMRole", "DeliveryStatusSuccessSamplingRate", "MonthlySpendLimit"]],
    [["MonthlySpendLimit"], ["MonthlySpendLimit"]],
  ])("given the settings %j, when they are asked for, then they are a map of %j", async (attributes, names) => {
    const answer = await sns.send(new GetSMSAttributesCommand({ attributes }));
    expect(Object.keys(answer.attributes ?? {}).sort()).toEqual(names);
    expect(answer.attributes?.MonthlySpendLimit).toBe("1000");
  });

  test("given its numbers, when they are listed, then each has its country, date and abilities", async () => {
    const { PhoneNumbers } = await sns.send(new ListOriginationNumbersCommand());
    expect(PhoneNumbers).toEqual([
      {
        PhoneNumber: "+815000005678",
        Status: "Active",
        Iso2CountryCode: "JP",
        RouteType: "Transactional",
        NumberCapabilities: ["SMS"],
        CreatedAt: new Date("2026-01-01T00:00:00Z"),
      },
    ]);
  });
});

describe("what SES tells of its account", () => {
  test("given any identities, when they are asked for, then all are verified, whatever stands in a name", async () => {
    const Identities = ["example.jp", 'a&"b<c>@example.jp'];
    const { VerificationAttributes } = await ses.send(new GetIdentityVerificationAttributesCommand({ Identities }));
    expect(VerificationAttributes).toEqual({
      "example.jp": { VerificationStatus: "Success" },
      'a&"b<c>@example.jp': { VerificationStatus: "Success" },
    });
  });

  test("given a mail that was sent, when the quota is asked, then it is counted", async () => {
    const quota = new GetSendQuotaCommand();
    expect(await ses.send(quota)).toMatchObject({ Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 0 });
    await ses.send(
      new SendEmailCommand({
        Source: "no-reply@example.jp",
        Destination: { ToAddresses: ["taro@example.jp"] },
        Message: { Subject: { Data: "Hello" }, Body: { Text: { Data: "Hello" } } },
      }),
    );
    expect((await ses.send(quota)).SentLast24Hours).toBe(1);
  });

  test("given the account, when it is asked, then it may send", async () => {
    expect((await ses.send(new GetAccountSendingEnabledCommand())).Enabled).toBe(true);
  });

  const describeSet = (ConfigurationSetName: string, ...names: ("deliveryOptions" | "eventDestinations")[]) =>
    ses.send(new DescribeConfigurationSetCommand({ ConfigurationSetName, ConfigurationSetAttributeNames: names }));

  test("given the configuration set, when it is described, then it requires TLS and reports to a topic", async () => {
    expect(await describeSet("nidan-mail", "deliveryOptions", "eventDestinations")).toMatchObject({
      ConfigurationSet: { Name: "nidan-mail" },
      DeliveryOptions: { TlsPolicy: "Require" },
      EventDestinations: [
        {
          Enabled: true,
          MatchingEventTypes: expect.arrayContaining(["bounce", "complaint", "delivery"]),
          SNSDestination: { TopicARN: expect.stringContaining("arn:aws:sns:") },
        },
      ],
    });
  });

  test("given no attribute that is asked for, when the set is described, then only its name is told", async () => {
    const { $metadata: _, ...told } = await describeSet("nidan-mail");
    expect(told).toEqual({ ConfigurationSet: { Name: "nidan-mail" } });
  });

  test("given another set, when it is described, then there is none", async () => {
    await expect(describeSet("another")).rejects.toBeInstanceOf(ConfigurationSetDoesNotExistException);
  });
});
