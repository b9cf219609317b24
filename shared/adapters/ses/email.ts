import { SESClient, SESServiceException, SendEmailCommand } from "@aws-sdk/client-ses";
import type { EmailSender } from "../../ports/email.ts";
import type { Refusal } from "../../ports/handed.ts";
import { patience } from "../patience.ts";
import { isSilence } from "../silence.ts";

/** SES's refusals, by the names of its errors, as the ports word them. */
const refusals = {
  // The address is on the account's suppression list, or the mail may not be sent at all.
  MessageRejected: "opted_out",
  InvalidParameterValue: "invalid_destination",
  Throttling: "throttled",
} as const satisfies Record<string, Refusal>;

const isKnown = (name: string): name is keyof typeof refusals => name in refusals;

export interface EmailSettings {
  /** Address that mails come from; its domain is an identity of SES. */
  readonly from: string;
  /** Shown beside the address. */
  readonly senderName: string;
  /** Requires TLS and takes reports of delivery; none in an account without one. */
  readonly configurationSet: string | undefined;
}

/** Sends by SES. The caller waits for the answer, so not for long. */
export function sesEmailSender({ from, senderName, configurationSet }: EmailSettings): EmailSender {
  const client = new SESClient(patience(3000, 2));
  const content = (Data: string) => ({ Data, Charset: "UTF-8" });
  return {
    async send(to, { subject, text, html }, tags = {}) {
      try {
        await client.send(
          new SendEmailCommand({
            Source: `${encodedWord(senderName)} <${from}>`,
            Destination: { ToAddresses: [to] },
            Message: { Subject: content(subject), Body: { Text: content(text), Html: content(html) } },
            ConfigurationSetName: configurationSet,
            Tags: Object.entries(tags).map(([Name, Value]) => ({ Name, Value })),
          }),
        );
        return { sent: true };
      } catch (error) {
        if (isSilence(error)) return { sent: false, why: "no_answer" };
        const name = error instanceof SESServiceException ? error.name : "";
        return { sent: false, why: isKnown(name) ? refusals[name] : "unavailable" };
      }
    },
  };
}

/** A name in a header: never quoted text, so that nothing in it can end the header (RFC 2047). */
const encodedWord = (text: string): string => `=?UTF-8?B?${Buffer.from(text).toString("base64")}?=`;
