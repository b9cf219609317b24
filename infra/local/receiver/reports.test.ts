import { gunzipSync } from "node:zlib";
import { ConfigurationSetDoesNotExistException, SESClient, SendEmailCommand } from "@aws-sdk/client-ses";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { SNSEvent } from "aws-lambda";
import { listen } from "../http.ts";
import { createKeyRing } from "./key-ring.ts";
import { createMailbox } from "./messages.ts";
import { createReceiver } from "./receiver.ts";
import { createReports, type Report, type ReportEvent } from "./reports.ts";

const sentAt = Date.parse("2026-11-23T09:12:33.123Z");
const to = "+819000001234";
const address = "taro@example.jp";
let now = sentAt;
let told: ReportEvent[] = [];

const receiver = createReceiver(createKeyRing(), "http://127.0.0.1:1", () => now, { after: "held" });
receiver.reports.listen(async (event) => {
  told.push(event);
});
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
beforeEach(async () => {
  await receiver.reports.flush();
  receiver.mailbox.clear();
  receiver.faults.clear();
  now = sentAt;
  told = [];
});
afterAll(async () => {
  await receiver.close();
  await server.close();
});

const sendSms = () =>
  sns.send(
    new PublishCommand({
      PhoneNumber: to,
      Message: "hello",
      MessageAttributes: { "AWS.SNS.SMS.SMSType": { DataType: "String", StringValue: "Transactional" } },
    }),
  );
const Tags = [{ Name: "loginId", Value: "a-B_1" }];
const sendMail = (recipients: string[] = [address], other: object = {}) =>
  ses.send(
    new SendEmailCommand({
      Source: "nidan <no-reply@login.example.jp>",
      Destination: { ToAddresses: recipients },
      Message: { Subject: { Data: "Your code" }, Body: { Text: { Data: "123456" } } },
      ConfigurationSetName: "nidan-mail",
      Tags,
      ...other,
    }),
  );
/** Two seconds after the send. */
async function flush(): Promise<void> {
  now = sentAt + 2000;
  await receiver.reports.flush();
}
const outcomes = () => receiver.mailbox.list().map(({ delivery }) => delivery?.outcome);

const isOfTopic = (event: ReportEvent): event is SNSEvent => "Records" in event;
const sesEvents = () =>
  told.filter(isOfTopic).flatMap(({ Records }) => Records.map(({ Sns }) => JSON.parse(Sns.Message)));
const logEvents = () =>
  told.flatMap((event) =>
    isOfTopic(event) ? [] : [JSON.parse(gunzipSync(Buffer.from(event.awslogs.data, "base64")).toString())],
  );

describe("the report of an SMS", () => {
  test("given an SMS, when its report comes, then it is a line of SNS's log as its subscription hands it over", async () => {
    const { MessageId } = await sendSms();
    await flush();
    const [payload] = logEvents();
    expect(payload).toEqual({
      messageType: "DATA_MESSAGE",
      owner: "000000000000",
      logGroup: "sns/ap-northeast-1/000000000000/DirectPublishToPhoneNumber",
      logStream: expect.any(String),
      subscriptionFilters: ["nidan-sms-reports"],
      logEvents: [{ id: expect.stringMatching(/^\d{56}$/), timestamp: sentAt + 2000, message: expect.any(String) }],
    });
    expect(JSON.parse(payload.logEvents[0].message)).toEqual({
      notification: { messageId: MessageId, timestamp: "2026-11-23 09:12:33.123" },
      delivery: {
        phoneCarrier: "Local Carrier",
        mnc: 10,
        mcc: 440,
        numberOfMessageParts: 1,
        destination: to,
        priceInUSD: 0.07451,
        smsType: "Transactional",
        providerResponse: "Message has been accepted by phone carrier",
        dwellTimeMs: 100,
        dwellTimeMsUntilDeviceAck: 2000,
      },
      status: "SUCCESS",
    });
  });

  test.each([
    ["undelivered", "Phone is currently unreachable/unavailable", "failed"],
    ["unknownNumber", "Invalid phone number", "bounced"],
  ] as const)("given the fault %s, when its report comes, then it says %s", async (fault, providerResponse, outcome) => {
    receiver.faults.set({ service: "sns", fault, times: 1 });
    await sendSms();
    await flush();
    const [payload] = logEvents();
    expect(payload.logGroup).toBe("sns/ap-northeast-1/000000000000/DirectPublishToPhoneNumber/Failure");
    expect(JSON.parse(payload.logEvents[0].message)).toMatchObject({
      delivery: { providerResponse },
      status: "FAILURE",
    });
    expect(outcomes()).toEqual([outcome]);
  });
});

describe("the report of a mail", () => {
  test("given a mail, when its report comes, then it is SES's event as its topic hands it over", async () => {
    const { MessageId } = await sendMail();
    await flush();
    expect(told).toEqual([
      {
        Records: [
          expect.objectContaining({ EventSource: "aws:sns", Sns: expect.objectContaining({ Type: "Notification" }) }),
        ],
      },
    ]);
    expect(sesEvents()).toEqual([
      {
        eventType: "Delivery",
        mail: expect.objectContaining({
          timestamp: "2026-11-23T09:12:33.123Z",
          messageId: MessageId,
          source: "nidan <no-reply@login.example.jp>",
          destination: [address],
          tags: expect.objectContaining({
            "ses:configuration-set": ["nidan-mail"],
            "ses:from-domain": ["login.example.jp"],
            loginId: ["a-B_1"],
          }),
        }),
        delivery: expect.objectContaining({
          timestamp: "2026-11-23T09:12:35.123Z",
          processingTimeMillis: 2000,
          recipients: [address],
        }),
      },
    ]);
  });

  const bounceOf = (bounceType: string, bounceSubType: string, status: string) => ({
    eventType: "Bounce",
    bounce: { bounceType, bounceSubType, bouncedRecipients: [{ emailAddress: expect.any(String), status }] },
  });
  const delivery = { eventType: "Delivery" };
  const complaint = { eventType: "Complaint", complaint: { complaintFeedbackType: "abuse" } };
  const [hard, suppressed] = [bounceOf("Permanent", "General", "5.1.1"), bounceOf("Permanent", "Suppressed", "5.1.1")];

  test.each([
    ["success@simulator.amazonses.com", [delivery], "delivered"],
    ["ooto@simulator.amazonses.com", [delivery], "delivered"],
    ["bounce@simulator.amazonses.com", [hard], "bounced"],
    ["Bounce+label@simulator.amazonses.com", [hard], "bounced"],
    ["suppressionlist@simulator.amazonses.com", [suppressed], "bounced"],
    ["complaint@simulator.amazonses.com", [delivery, complaint], "complained"],
    ["bounce@example.jp", [delivery], "delivered"],
  ])("given a mail to %s, when its reports come, then they are what SES's simulator tells", async (to, events, outcome) => {
    await sendMail([to]);
    await flush();
    expect(sesEvents()).toMatchObject(events);
    expect(outcomes()).toEqual([outcome]);
  });

  test.each([
    ["bounce", [hard], "bounced"],
    ["softBounce", [bounceOf("Transient", "MailboxFull", "4.2.2")], "failed"],
    [
      "delayed",
      [{ eventType: "DeliveryDelay", deliveryDelay: { expirationTime: "2026-11-23T23:12:33.123Z" } }],
      "delayed",
    ],
    ["complaint", [delivery, complaint], "complained"],
  ] as const)("given the fault %s, when its reports come, then they tell it", async (fault, events, outcome) => {
    receiver.faults.set({ service: "ses", fault, times: 1 });
    await sendMail();
    await flush();
    expect(sesEvents()).toMatchObject(events);
    expect(outcomes()).toEqual([outcome]);
  });

  test("given two recipients, when one bounces, then each is told of", async () => {
    await sendMail([address, "bounce@simulator.amazonses.com"]);
    await flush();
    expect(sesEvents().map(({ eventType }) => eventType)).toEqual(["Delivery", "Bounce"]);
    expect(outcomes()).toEqual(["delivered", "bounced"]);
  });

  test("given a mail past the configuration set, when reports come, then there is none, and no fault is spent", async () => {
    receiver.faults.set({ service: "ses", fault: "bounce", times: 1 });
    await sendMail([address], { ConfigurationSetName: undefined });
    await flush();
    expect([told, outcomes()]).toEqual([[], [undefined]]);
    expect(receiver.faults.list()).toHaveLength(1);
  });

  test("given a configuration set that there is not, when a mail goes through it, then it is refused", async () => {
    const sending = sendMail([address], { ConfigurationSetName: "another" });
    await expect(sending).rejects.toBeInstanceOf(ConfigurationSetDoesNotExistException);
    expect(receiver.mailbox.list()).toEqual([]);
  });

  test.each([
    [{ Name: "a", Value: "x".repeat(257) }, "more than 256"],
    [{ Name: "x".repeat(257), Value: "a" }, "more than 256"],
    [{ Name: "a", Value: "taro@example.jp" }, "only alphanumeric"],
    [{ Name: "a", Value: "1.2" }, "only alphanumeric"],
    [{ Name: "a b", Value: "1" }, "only alphanumeric"],
    [{ Name: "a", Value: "" }, "only alphanumeric"],
  ])("given the tag %j, when a mail has it, then SES refuses the mail", async (tag, why) => {
    const sending = sendMail([address], { Tags: [tag] });
    await expect(sending).rejects.toMatchObject({
      name: "InvalidParameterValue",
      message: expect.stringContaining(why),
    });
    expect(receiver.mailbox.list()).toEqual([]);
  });

  test.each([
    ["none", []],
    ["one of 256 characters", [{ Name: "a", Value: "x".repeat(256) }]],
  ])("given tags: %s, when a mail has them, then it is sent", async (_, tags) => {
    await sendMail([address], { Tags: tags });
    expect(receiver.mailbox.list()).toHaveLength(1);
  });
});

describe("faults after the send", () => {
  test("given one twice, when three are sent, then two reports tell it", async () => {
    receiver.faults.set({ service: "sns", fault: "undelivered", times: 2 });
    for (const _ of [1, 2, 3]) await sendSms();
    await flush();
    expect(outcomes()).toEqual(["failed", "failed", "delivered"]);
    expect(receiver.faults.list()).toEqual([]);
  });

  test("given noReport, when messages are sent, then nothing is told of the first", async () => {
    receiver.faults.set({ service: "sns", fault: "noReport", times: 1 });
    receiver.faults.set({ service: "ses", fault: "noReport", times: 1 });
    for (const _ of [1, 2]) await Promise.all([sendSms(), sendMail()]);
    await flush();
    expect(told).toHaveLength(2);
  });

  test("given one behind a refusal, when a call is refused, then it waits for a message that is taken", async () => {
    receiver.faults.set({ service: "sns", fault: "undelivered", times: 1 });
    receiver.faults.set({ service: "sns", fault: "throttle", times: 1 });
    await expect(sendSms()).rejects.toMatchObject({ name: "ThrottledException" });
    expect(receiver.faults.list()).toEqual([{ service: "sns", fault: "undelivered", times: 1 }]);
    await sendSms();
    await flush();
    expect(outcomes()).toEqual(["failed"]);
  });

  test("given one of mails, when an SMS is sent, then the SMS is delivered", async () => {
    receiver.faults.set({ service: "ses", fault: "noReport", times: 1 });
    await sendSms();
    await flush();
    expect(outcomes()).toEqual(["delivered"]);
  });
});

describe("when reports come", () => {
  const report: Report = { outcome: "delivered", detail: "", event: () => ({ Records: [] }) };
  const mailbox = createMailbox(() => now);

  test("given a moment to wait, when it is over, then the report is told without being asked for", async () => {
    const reports = createReports(mailbox, () => now, { after: 0 });
    const coming = new Promise<ReportEvent>((resolve) => {
      reports.listen(async (event) => resolve(event));
    });
    reports.add("id", to, [report]);
    expect(await coming).toEqual({ Records: [] });
  });

  test("given reports that are held, when nobody asks, then none is told; when they are closed, none ever is", async () => {
    const seen: ReportEvent[] = [];
    const reports = createReports(mailbox, () => now, { after: "held" });
    reports.listen(async (event) => {
      seen.push(event);
    });
    reports.add("id", to, [report]);
    await reports.close();
    await reports.flush();
    expect(seen).toEqual([]);
  });

  test("given a report, when it is flushed twice, then it is told once, and the listener is waited for", async () => {
    let taken = 0;
    const reports = createReports(mailbox, () => now, { after: "held" });
    reports.listen(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      taken += 1;
    });
    reports.add("id", to, [report]);
    await reports.flush();
    await reports.flush();
    expect(taken).toBe(1);
  });
});
