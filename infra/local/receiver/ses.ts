import { randomUUID } from "node:crypto";
import * as z from "zod/mini";
import type { Mailbox } from "./messages.ts";
import { awsQuery } from "./query.ts";
import { parseInput, Refusal, type Service } from "./wire.ts";

const Content = z.object({ Data: z.string() });
const Addresses = z.optional(z.array(z.string()));

const SendEmail = z.object({
  Source: z.string(),
  Destination: z.object({ ToAddresses: Addresses, CcAddresses: Addresses, BccAddresses: Addresses }),
  Message: z.object({
    Subject: Content,
    Body: z.object({ Text: z.optional(Content), Html: z.optional(Content) }),
  }),
});

/** SES v1, as far as simple mails go: one message in the inbox for each recipient. */
export const createSes = (mailbox: Mailbox): Service =>
  awsQuery("http://ses.amazonaws.com/doc/2010-12-01/", {
    SendEmail: (input) => {
      const { Source, Destination, Message } = parseInput(SendEmail, input, "ValidationError");
      const { ToAddresses = [], CcAddresses = [], BccAddresses = [] } = Destination;
      const recipients = [...ToAddresses, ...CcAddresses, ...BccAddresses];
      if (recipients.length === 0) throw new Refusal("InvalidParameterValue", "There are no recipients");
      for (const address of [Source, ...recipients]) ensureAddress(address);
      const { Text, Html } = Message.Body;
      const content = { subject: Message.Subject.Data, text: Text?.Data ?? "", ...(Html && { html: Html.Data }) };
      const id = randomUUID();
      for (const to of recipients) mailbox.add({ id, channel: "email", to, ...content, request: input });
      return { MessageId: id };
    },
  });

function ensureAddress(address: string): void {
  // The form `name <mail@example.jp>` is allowed for every address.
  if (!/^[^@\s]+@[^@\s]+$/.test(address.replace(/^.*<(.*)>$/, "$1"))) {
    throw new Refusal("InvalidParameterValue", "Missing final '@domain'");
  }
}
