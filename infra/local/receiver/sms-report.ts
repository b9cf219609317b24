import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { CloudWatchLogsDecodedData, CloudWatchLogsEvent } from "aws-lambda";
import type { ReportFaultOf } from "./faults.ts";
import type { Report } from "./reports.ts";

interface SentSms {
  readonly id: string;
  /** E.164. */
  readonly to: string;
  readonly segments: number;
  readonly type: string;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
}

const account = "000000000000";
const successGroup = `sns/ap-northeast-1/${account}/DirectPublishToPhoneNumber`;
/** What one segment to Japan costs, about. */
const segmentUsd = 0.07451;

/**
 * What the carrier answered, as SNS words it.
 * https://docs.aws.amazon.com/sns/latest/dg/sms_stats_cloudwatch.html
 */
const answers = {
  delivered: { outcome: "delivered", response: "Message has been accepted by phone carrier" },
  undelivered: { outcome: "failed", response: "Phone is currently unreachable/unavailable" },
  unknownNumber: { outcome: "bounced", response: "Invalid phone number" },
} as const satisfies Record<
  "delivered" | Exclude<ReportFaultOf<"sns">, "noReport">,
  { outcome: Report["outcome"]; response: string }
>;

/** What SNS will report of an SMS: a line in the log of delivered ones, or in that of failed ones. */
export function smsReports(sms: SentSms, fault: ReportFaultOf<"sns"> | undefined): readonly Report[] {
  if (fault === "noReport") return [];
  const { outcome, response } = answers[fault ?? "delivered"];
  return [{ outcome, detail: response, event: (at) => logEvent(outcome === "delivered", response, sms, at) }];
}

/** A line of the log, as its subscription filter hands it to a function. */
function logEvent(isDelivered: boolean, response: string, sms: SentSms, at: number): CloudWatchLogsEvent {
  const payload: CloudWatchLogsDecodedData = {
    messageType: "DATA_MESSAGE",
    owner: account,
    logGroup: isDelivered ? successGroup : `${successGroup}/Failure`,
    logStream: randomUUID(),
    subscriptionFilters: ["nidan-sms-reports"],
    logEvents: [{ id: logEventId(at), timestamp: at, message: JSON.stringify(lineOf(isDelivered, response, sms, at)) }],
  };
  return { awslogs: { data: gzipSync(JSON.stringify(payload)).toString("base64") } };
}

const lineOf = (isDelivered: boolean, providerResponse: string, sms: SentSms, at: number) => ({
  // UTC, without saying so.
  notification: { messageId: sms.id, timestamp: new Date(sms.sentAt).toISOString().replace("T", " ").replace("Z", "") },
  delivery: {
    ...(isDelivered ? { phoneCarrier: "Local Carrier", mnc: 10, mcc: 440 } : { mnc: 0, mcc: 0 }),
    numberOfMessageParts: sms.segments,
    destination: sms.to,
    priceInUSD: Number((segmentUsd * sms.segments).toFixed(5)),
    smsType: sms.type,
    providerResponse,
    dwellTimeMs: 100,
    dwellTimeMsUntilDeviceAck: Math.max(100, at - sms.sentAt),
  },
  status: isDelivered ? "SUCCESS" : "FAILURE",
});

let lines = 0;
/** 56 digits that grow. */
function logEventId(at: number): string {
  lines += 1;
  return `${at}${String(lines).padStart(43, "0")}`.padStart(56, "0");
}
