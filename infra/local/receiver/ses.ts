import { randomUUID } from "node:crypto";
import * as z from "zod/mini";
import { ensureConfigurationSet, mailAccountActions } from "./mail-account.ts";
import { mailReports } from "./mail-report.ts";
import { awsQuery, listOf } from "./query.ts";
import type { Sending } from "./receiver.ts";
import { parseInput, Refusal, type Service } from "./wire.ts";

const Content = z.object({ Data: z.string() });
const Addresses = z.optional(listOf(z.string()));

const SendEmail = z.object({
  Source: z.string(),
  Destination: z.object({ ToAddresses: Addresses, CcAddresses: Addresses, BccAddresses: Addresses }),
  Message: z.object({
    Subject: Content,
    Body: z.object({ Text: z.optional(Content), Html: z.optional(Content) }),
  }),
  ConfigurationSetName: z.optional(z.string()),
  Tags: z.optional(listOf(z.object({ Name: z.string(), Value: z.string() }))),
});

/** SES v1, as far as simple mails go: one message in the inbox for each recipient. What it tells of itself, too. */
export const createSes = ({ mailbox, faults, reports, now }: Sending): Service =>
  awsQuery("http://ses.amazonaws.com/doc/2010-12-01/", {
    ...mailAccountActions(mailbox),
    SendEmail: (input) => {
      const mail = parseInput(SendEmail, input, "ValidationError");
      const { Source: source, Destination, Message, ConfigurationSetName, Tags = [] } = mail;
      const { ToAddresses = [], CcAddresses = [], BccAddresses = [] } = Destination;
      const recipients = [...ToAddresses, ...CcAddresses, ...BccAddresses];
      if (recipients.length === 0) throw new Refusal("InvalidParameterValue", "There are no recipients");
      for (const address of [source, ...recipients]) ensureAddress(address);
      for (const { Name, Value } of Tags) {
        ensureTag("name", Name);
        ensureTag("value", Value);
      }
      if (ConfigurationSetName !== undefined) ensureConfigurationSet(ConfigurationSetName);
      const { Text, Html } = Message.Body;
      const subject = Message.Subject.Data;
      const content = { subject, text: Text?.Data ?? "", ...(Html && { html: Html.Data }) };
      const id = randomUUID();
      const tags = Object.fromEntries(Tags.map(({ Name, Value }) => [Name, Value]));
      const sent = { id, source, recipients, subject, tags, sentAt: now() };
      for (const to of recipients) {
        mailbox.add({ id, channel: "email", to, ...content, request: input });
        // Reports come by way of the configuration set.
        if (ConfigurationSetName === undefined) continue;
        reports.add(id, to, mailReports(sent, to, faults.takeReport("ses", to)));
      }
      return { MessageId: id };
    },
  });

function ensureAddress(address: string): void {
  // The form `name <mail@example.jp>` is allowed for every address.
  if (!/^[^@\s]+@[^@\s]+$/.test(address.replace(/^.*<(.*)>$/, "$1"))) {
    throw new Refusal("InvalidParameterValue", "Missing final '@domain'");
  }
}

/** SES v1 takes less in a tag than v2 does. */
function ensureTag(part: "name" | "value", text: string): void {
  const refuse = (why: string) => new Refusal("InvalidParameterValue", `Invalid tag ${part} <${text}>: ${why}`);
  if (text.length > 256) throw refuse("cannot be more than 256 characters.");
  if (!/^[\w-]+$/.test(text)) throw refuse("only alphanumeric ASCII characters, '_', and '-' are allowed.");
}
