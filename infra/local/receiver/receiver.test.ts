import {
  ConnectClient,
  DestinationNotAllowedException,
  StartOutboundVoiceContactCommand,
} from "@aws-sdk/client-connect";
import { MessageRejected, SESClient, SendEmailCommand } from "@aws-sdk/client-ses";
import { InvalidParameterException, ListTopicsCommand, PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { listen } from "../http.ts";
import { callCenter } from "./call-center.ts";
import { createKeyRing } from "./key-ring.ts";
import { createReceiver } from "./receiver.ts";

const credentials = { accessKeyId: "local", secretAccessKey: "local" };
const now = () => Date.parse("2026-01-02T03:04:05Z");
const to = "+819000001234";

const receiver = createReceiver(createKeyRing(), "http://127.0.0.1:1", now);
const server = await listen(0, 1_000_000);
const client = (service: string) => ({
  endpoint: `http://127.0.0.1:${server.port}/${service}`,
  region: "ap-northeast-1",
  credentials,
  maxAttempts: 1,
});
const sns = new SNSClient(client("sns"));
const ses = new SESClient(client("ses"));
const connect = new ConnectClient(client("connect"));

beforeAll(() => server.open(receiver.answer));
beforeEach(() => {
  receiver.mailbox.clear();
  receiver.faults.clear();
});
afterAll(async () => {
  await receiver.close();
  await server.close();
});

const sms = (message: string, number = to) => new PublishCommand({ PhoneNumber: number, Message: message });
const mail = (address: string) =>
  new SendEmailCommand({
    Source: "nidan <no-reply@example.jp>",
    Destination: { ToAddresses: [address] },
    Message: {
      Subject: { Data: "Your code", Charset: "UTF-8" },
      Body: { Text: { Data: "123456\nW7" }, Html: { Data: "<p>123456" } },
    },
  });
const callTo = (number: string) =>
  new StartOutboundVoiceContactCommand({
    InstanceId: callCenter.instanceId,
    ContactFlowId: callCenter.flowId,
    DestinationPhoneNumber: number,
  });

describe("SNS", () => {
  test("given an SMS, when it is published, then the inbox has it as sent", async () => {
    const attributes = {
      "AWS.SNS.SMS.SMSType": { DataType: "String", StringValue: "Transactional" },
      "AWS.SNS.SMS.SenderID": { DataType: "String", StringValue: "nidan" },
      "AWS.SNS.SMS.MaxPrice": { DataType: "Number", StringValue: "0.20" },
    };
    const input = { PhoneNumber: to, Message: "【nidan】認証コード 123456 <&>", MessageAttributes: attributes };
    const { MessageId } = await sns.send(new PublishCommand(input));
    expect(receiver.mailbox.list()).toEqual([
      {
        id: MessageId,
        channel: "sms",
        to,
        text: input.Message,
        language: "ja",
        segments: 1,
        at: "2026-01-02T03:04:05.000Z",
        request: input,
      },
    ]);
  });

  test.each([
    "0900001234",
    "+81 90 0000 1234",
    "+81",
    "anna",
  ])("given the number %s, when an SMS is published to it, then it is refused as on AWS", async (number) => {
    await expect(sns.send(sms("hello", number))).rejects.toBeInstanceOf(InvalidParameterException);
    expect(receiver.mailbox.list()).toEqual([]);
  });

  test("given a sender that SNS would not take, when an SMS is published, then it is refused", async () => {
    const attributes = { "AWS.SNS.SMS.SenderID": { DataType: "String", StringValue: "12345" } };
    const command = new PublishCommand({ PhoneNumber: to, Message: "x", MessageAttributes: attributes });
    await expect(sns.send(command)).rejects.toThrow("SenderID");
  });

  test("given an action the receiver lacks, when it is called, then the error names it", async () => {
    await expect(sns.send(new ListTopicsCommand())).rejects.toThrow('the action "ListTopics"');
  });
});

describe("SES", () => {
  test("given a mail, when it is sent, then the inbox has its subject, text and markup", async () => {
    const { MessageId } = await ses.send(mail("taro@example.jp"));
    const [message] = receiver.mailbox.list({ to: "Taro@example.jp", channel: "email" });
    expect(message).toMatchObject({ id: MessageId, subject: "Your code", text: "123456\nW7", html: "<p>123456" });
    expect(message?.language).toBe("en");
    expect(message?.request).toMatchObject({ Destination: { ToAddresses: ["taro@example.jp"] } });
  });

  test("given an address without a domain, when a mail is sent to it, then it is refused", async () => {
    await expect(ses.send(mail("taro"))).rejects.toMatchObject({ name: "InvalidParameterValue" });
  });

  test("given the fault optedOut, when a mail is sent, then SES rejects it", async () => {
    receiver.faults.set({ service: "ses", fault: "optedOut", times: 1 });
    await expect(ses.send(mail("taro@example.jp"))).rejects.toBeInstanceOf(MessageRejected);
  });
});

describe("Connect", () => {
  test("given a call, when it is started, then the inbox has it", async () => {
    const { ContactId } = await connect.send(callTo(to));
    expect(receiver.mailbox.list({ to, channel: "voice" }).map(({ id }) => id)).toEqual([ContactId]);
  });

  test("given the fault invalidNumber, when a call is started, then Connect refuses it", async () => {
    receiver.faults.set({ service: "connect", fault: "invalidNumber", times: 1 });
    await expect(connect.send(callTo(to))).rejects.toBeInstanceOf(DestinationNotAllowedException);
    expect(receiver.mailbox.list()).toEqual([]);
  });
});

describe("faults of SNS", () => {
  test.each([
    ["throttle", "ThrottledException", 429],
    ["error", "InternalErrorException", 500],
    ["optedOut", "OptedOutException", 400],
    ["invalidNumber", "InvalidParameterException", 400],
    ["spendLimit", "ServiceQuotaExceededException", 400],
  ] as const)("given %s twice, when three are published, then two fail as %s", async (fault, name, httpStatusCode) => {
    receiver.faults.set({ service: "sns", fault, times: 2 });
    const refusal = { name, $metadata: expect.objectContaining({ httpStatusCode }) };
    await expect(sns.send(sms("one"))).rejects.toMatchObject(refusal);
    await expect(sns.send(sms("two"))).rejects.toMatchObject(refusal);
    await sns.send(sms("three"));
    expect(receiver.mailbox.list().map(({ text }) => text)).toEqual(["three"]);
  });

  test.each([
    ["timeout", 0],
    ["timeoutAfterCommit", 1],
  ] as const)("given %s, when the client gives up, then %i messages were sent", async (fault, sent) => {
    const impatient = new SNSClient({
      ...client("sns"),
      requestHandler: { requestTimeout: 150, throwOnRequestTimeout: true },
    });
    receiver.faults.set({ service: "sns", fault, times: 1 });
    await expect(impatient.send(sms("late"))).rejects.toMatchObject({ name: "TimeoutError" });
    expect(receiver.mailbox.list()).toHaveLength(sent);
  });

  test("given a fault of another service, when an SMS is published, then it goes out", async () => {
    receiver.faults.set({ service: "ses", fault: "error", times: 1 });
    await sns.send(sms("hello"));
    expect(receiver.mailbox.list()).toHaveLength(1);
  });
});

describe("faults of what goes to one", () => {
  const elsewhere = "+819099999999";

  test("given an SMS to another, when it is published, then it goes out, and the one to the number fails", async () => {
    receiver.faults.set({ service: "sns", fault: "error", times: 1, to });
    await sns.send(sms("hello", elsewhere));
    await expect(sns.send(sms("hello"))).rejects.toMatchObject({ name: "InternalErrorException" });
    await sns.send(sms("again"));
    expect(receiver.mailbox.list().map(({ text }) => text)).toEqual(["hello", "again"]);
  });

  test("given a mail and a call to others, when they are made, then the ones to the address and the number fail", async () => {
    receiver.faults.set({ service: "ses", fault: "error", times: 1, to: "taro@example.jp" });
    receiver.faults.set({ service: "connect", fault: "error", times: 1, to: elsewhere });
    await ses.send(mail("hanako@example.jp"));
    await expect(ses.send(mail("taro@example.jp"))).rejects.toMatchObject({ name: "InternalFailure" });
    await connect.send(callTo(to));
    await expect(connect.send(callTo(elsewhere))).rejects.toMatchObject({ name: "InternalServiceException" });
  });

  test("given a report of a number, when two are taken, then it is that number's", () => {
    receiver.faults.set({ service: "sns", fault: "undelivered", times: 1, to });
    expect(receiver.faults.takeReport("sns", elsewhere)).toBeUndefined();
    expect(receiver.faults.takeReport("sns", to)).toBe("undelivered");
  });
});

describe("the inbox", () => {
  test.each([
    "+819000001234",
    " 819000001234",
    "090-0000-1234",
    "09000001234",
  ])("given an SMS, when it is asked for by %s, then it is found", async (asked) => {
    await sns.send(sms("one"));
    await sns.send(sms("two", "+817000005678"));
    expect(receiver.mailbox.list({ to: asked }).map(({ text }) => text)).toEqual(["one"]);
  });
});
