import { randomUUID } from "node:crypto";
import * as z from "zod/mini";
import { countSegments } from "../../../shared/messages/segments.ts";
import { createPushEndpoints, type PushEndpoints, shownOf } from "./push-endpoints.ts";
import { awsQuery } from "./query.ts";
import type { Sending } from "./receiver.ts";
import { smsAccountActions } from "./sms-account.ts";
import { smsReports } from "./sms-report.ts";
import { parseInput, Refusal, type Service } from "./wire.ts";

const Publish = z.object({
  PhoneNumber: z.optional(z.string()),
  TargetArn: z.optional(z.string()),
  Message: z.optional(z.string()),
  Subject: z.optional(z.string()),
  MessageAttributes: z.optional(z.record(z.string(), z.object({ StringValue: z.optional(z.string()) }))),
});

const invalid = (message: string) => new Refusal("InvalidParameter", `Invalid parameter: ${message}`);

/** What SNS checks of an SMS attribute before it takes the message. */
const attributeForms = {
  "AWS.SNS.SMS.SMSType": /^(Promotional|Transactional)$/,
  "AWS.SNS.SMS.SenderID": /^(?=.*[A-Za-z])[A-Za-z0-9]{1,11}$/,
  "AWS.SNS.SMS.MaxPrice": /^\d+(\.\d{1,5})?$/,
  "AWS.MM.SMS.OriginationNumber": /^\+?\d{5,14}$/,
} as const satisfies Record<string, RegExp>;

/** SNS, as far as text messages and pushes go, and what it tells of itself. */
export const createSns = (
  { mailbox, faults, reports, now }: Sending,
  endpoints: PushEndpoints = createPushEndpoints(),
): Service =>
  awsQuery("http://sns.amazonaws.com/doc/2010-03-31/", {
    ...smsAccountActions,
    ...endpoints.actions,
    Publish: (input) => {
      const publish = parseInput(Publish, input, "InvalidParameter");
      const { PhoneNumber, TargetArn, Message = "", Subject, MessageAttributes = {} } = publish;
      if (Message === "") throw invalid("Empty message");
      const id = randomUUID();
      const subject = Subject === undefined ? {} : { subject: Subject };
      if (PhoneNumber !== undefined) {
        const to = PhoneNumber;
        ensureNumber(to);
        if (Message.length > 1600) throw invalid("Message Reason: the maximum is 1600 characters");
        ensureAttributes(MessageAttributes);
        mailbox.add({ id, channel: "sms", to, text: Message, ...subject, request: input });
        const { segments } = countSegments(Message);
        const type = MessageAttributes["AWS.SNS.SMS.SMSType"]?.StringValue ?? "Promotional";
        reports.add(id, to, smsReports({ id, to, segments, type, sentAt: now() }, faults.takeReport("sns", to)));
      } else if (TargetArn !== undefined) {
        endpoints.ensureAlive(TargetArn);
        const { title, body } = shownOf(TargetArn, Message);
        mailbox.add({ id, channel: "push", to: TargetArn, subject: title, text: body, request: input });
      } else {
        throw invalid("the local receiver needs PhoneNumber or TargetArn");
      }
      return { MessageId: id };
    },
  });

/** E.164; SNS takes nothing else. */
function ensureNumber(number: string): void {
  if (!/^\+[1-9]\d{6,14}$/.test(number)) {
    throw invalid(`PhoneNumber Reason: ${number} is not valid to publish to`);
  }
}

function ensureAttributes(attributes: Readonly<Record<string, { readonly StringValue?: string | undefined }>>): void {
  for (const [name, form] of Object.entries(attributeForms)) {
    const value = attributes[name]?.StringValue;
    if (value !== undefined && !form.test(value)) throw invalid(`${name} Reason: "${value}" is not of the right form`);
  }
}
