import { gunzipSync } from "node:zlib";
import { SESClient, SendEmailCommand, type SendEmailCommandInput } from "@aws-sdk/client-ses";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import type { SNSEvent } from "aws-lambda";
import { listen } from "../http.ts";
import { createKeyRing } from "./key-ring.ts";
import { createReceiver } from "./receiver.ts";
import type { ReportEvent } from "./reports.ts";

export const sentAt = Date.parse("2026-11-23T09:12:33.123Z");
export const phone = "+819000001234";
export const address = "taro@example.jp";

/** For tests: a receiver that holds its reports until they are asked for, and what a function would be handed then. */
export async function startHeldReports() {
  let now = sentAt;
  let told: ReportEvent[] = [];
  const receiver = createReceiver(createKeyRing(), "http://127.0.0.1:1", () => now, { after: "held" });
  receiver.reports.listen(async (event) => {
    told.push(event);
  });
  const server = await listen(0, 1_000_000);
  server.open(receiver.answer);
  const client = (service: string) => ({
    endpoint: `http://127.0.0.1:${server.port}/${service}`,
    region: "ap-northeast-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 1,
  });
  const sns = new SNSClient(client("sns"));
  const ses = new SESClient(client("ses"));
  return {
    receiver,
    sendSms: () =>
      sns.send(
        new PublishCommand({
          PhoneNumber: phone,
          Message: "hello",
          MessageAttributes: { "AWS.SNS.SMS.SMSType": { DataType: "String", StringValue: "Transactional" } },
        }),
      ),
    sendMail: (recipients: string[] = [address], other: Partial<SendEmailCommandInput> = {}) =>
      ses.send(
        new SendEmailCommand({
          Source: "nidan <no-reply@login.example.jp>",
          Destination: { ToAddresses: recipients },
          Message: { Subject: { Data: "Your code" }, Body: { Text: { Data: "123456" } } },
          ConfigurationSetName: "nidan-mail",
          Tags: [{ Name: "loginId", Value: "a-B_1" }],
          ...other,
        }),
      ),
    /** Asks for the reports, two seconds after the send. */
    flush: async () => {
      now = sentAt + 2000;
      await receiver.reports.flush();
    },
    told: () => told,
    sesEvents: () => told.filter(isOfTopic).flatMap(({ Records }) => Records.map(({ Sns }) => JSON.parse(Sns.Message))),
    logEvents: () =>
      told.flatMap((event) =>
        isOfTopic(event) ? [] : [JSON.parse(gunzipSync(Buffer.from(event.awslogs.data, "base64")).toString())],
      ),
    outcomes: () => receiver.mailbox.list().map(({ delivery }) => delivery?.outcome),
    reset: async () => {
      await receiver.reports.flush();
      receiver.mailbox.clear();
      receiver.faults.clear();
      now = sentAt;
      told = [];
    },
    close: async () => {
      await receiver.close();
      await server.close();
    },
  };
}

const isOfTopic = (event: ReportEvent): event is SNSEvent => "Records" in event;
