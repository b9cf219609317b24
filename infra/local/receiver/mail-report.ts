import { randomUUID } from "node:crypto";
import type { SNSEvent } from "aws-lambda";
import type { ReportFaultOf } from "./faults.ts";
import { configurationSet, reportTopicArn } from "./mail-account.ts";
import type { Report } from "./reports.ts";

interface SentMail {
  readonly id: string;
  /** `name <address>`, as it was given. */
  readonly source: string;
  readonly recipients: readonly string[];
  readonly subject: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
}

type Happening = "delivered" | "suppressed" | Exclude<ReportFaultOf<"ses">, "noReport">;

/**
 * What the addresses of SES's mailbox simulator come to, by what stands before the `@`.
 * https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html
 */
const simulated = {
  success: "delivered",
  // Its automatic answer is a mail of its own, and no matter of reports.
  ooto: "delivered",
  bounce: "bounce",
  suppressionlist: "suppressed",
  complaint: "complaint",
} as const satisfies Record<string, Happening>;

/** What SES will report of a mail to one of its recipients. */
export function mailReports(mail: SentMail, to: string, fault: ReportFaultOf<"ses"> | undefined): readonly Report[] {
  if (fault === "noReport") return [];
  const happening = fault ?? simulatedAt(to);
  // Only what has arrived can be complained of.
  const course: readonly Happening[] = happening === "complaint" ? ["delivered", "complaint"] : [happening];
  return course.map((name) => {
    const { outcome, detail, record } = happenings[name];
    const event = (at: number) => notification({ ...record(to, at, mail), mail: mailOf(mail) }, at);
    return { outcome, detail, event };
  });
}

function simulatedAt(to: string): Happening {
  const [, name] = /^(\w+)(?:\+[^@]*)?@simulator\.amazonses\.com$/i.exec(to) ?? [];
  return Object.entries(simulated).find(([known]) => known === name?.toLowerCase())?.[1] ?? "delivered";
}

interface HappeningRow {
  readonly outcome: Report["outcome"];
  readonly detail: string;
  /** The event's own part of the record. */
  readonly record: (to: string, at: number, mail: SentMail) => Readonly<Record<string, unknown>>;
}

const timeOf = (at: number): string => new Date(at).toISOString();
const reportingMTA = "dns; localhost";

const bounce = (bounceType: string, bounceSubType: string, status: string, diagnosticCode: string) => ({
  detail: `${bounceType}, ${bounceSubType}: ${diagnosticCode}`,
  record: (to: string, at: number) => ({
    eventType: "Bounce",
    bounce: {
      feedbackId: randomUUID(),
      bounceType,
      bounceSubType,
      bouncedRecipients: [{ emailAddress: to, action: "failed", status, diagnosticCode }],
      timestamp: timeOf(at),
      reportingMTA,
    },
  }),
});

const received = "250 2.6.0 Message received";
const noConnection = "smtp; 421 4.4.1 Unable to connect to remote host";
const fourteenHoursMs = 14 * 3600 * 1000;

/** https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html */
const happenings = {
  delivered: {
    outcome: "delivered",
    detail: received,
    record: (to, at, { sentAt }) => ({
      eventType: "Delivery",
      delivery: {
        timestamp: timeOf(at),
        processingTimeMillis: Math.max(0, at - sentAt),
        recipients: [to],
        smtpResponse: received,
        remoteMtaIp: "127.0.0.1",
        reportingMTA: "localhost",
      },
    }),
  },
  bounce: { outcome: "bounced", ...bounce("Permanent", "General", "5.1.1", "smtp; 550 5.1.1 user unknown") },
  suppressed: {
    outcome: "bounced",
    ...bounce("Permanent", "Suppressed", "5.1.1", "Amazon SES has suppressed sending to this address"),
  },
  softBounce: { outcome: "failed", ...bounce("Transient", "MailboxFull", "4.2.2", "smtp; 452 4.2.2 mailbox full") },
  delayed: {
    outcome: "delayed",
    detail: noConnection,
    record: (to, at, { sentAt }) => ({
      eventType: "DeliveryDelay",
      deliveryDelay: {
        timestamp: timeOf(at),
        delayType: "TransientCommunicationFailure",
        expirationTime: timeOf(sentAt + fourteenHoursMs),
        delayedRecipients: [{ emailAddress: to, status: "4.4.1", diagnosticCode: noConnection }],
        reportingMTA: "localhost",
      },
    }),
  },
  complaint: {
    outcome: "complained",
    detail: "abuse",
    record: (to, at) => ({
      eventType: "Complaint",
      complaint: {
        feedbackId: randomUUID(),
        complaintSubType: null,
        complainedRecipients: [{ emailAddress: to }],
        timestamp: timeOf(at),
        userAgent: "Amazon SES Mailbox Simulator",
        complaintFeedbackType: "abuse",
        arrivalDate: timeOf(at),
      },
    }),
  },
} as const satisfies Record<Happening, HappeningRow>;

function mailOf({ id, source, recipients, subject, tags, sentAt }: SentMail) {
  const domain = source.replace(/^.*@|>$/g, "");
  const own = Object.entries(tags).map(([name, value]) => [name, [value]] as const);
  return {
    timestamp: timeOf(sentAt),
    source,
    sourceArn: `arn:aws:ses:ap-northeast-1:000000000000:identity/${domain}`,
    sendingAccountId: "000000000000",
    messageId: id,
    destination: recipients,
    headersTruncated: false,
    headers: [
      { name: "From", value: source },
      { name: "To", value: recipients.join(", ") },
      { name: "Subject", value: subject },
    ],
    commonHeaders: { from: [source], to: recipients, messageId: id, subject },
    tags: {
      "ses:operation": ["SendEmail"],
      "ses:configuration-set": [configurationSet],
      "ses:source-ip": ["127.0.0.1"],
      "ses:from-domain": [domain],
      "ses:caller-identity": ["local"],
      ...Object.fromEntries(own),
    },
  };
}

/** A record of SES as its topic hands it to a function. */
const notification = (record: unknown, at: number): SNSEvent => ({
  Records: [
    {
      EventSource: "aws:sns",
      EventVersion: "1.0",
      EventSubscriptionArn: `${reportTopicArn}:${randomUUID()}`,
      Sns: {
        Type: "Notification",
        MessageId: randomUUID(),
        TopicArn: reportTopicArn,
        Subject: "Amazon SES Email Event Notification",
        Message: JSON.stringify(record),
        Timestamp: timeOf(at),
        SignatureVersion: "1",
        Signature: "local",
        SigningCertUrl: "https://localhost/",
        UnsubscribeUrl: "https://localhost/",
        MessageAttributes: {},
      },
    },
  ],
});
