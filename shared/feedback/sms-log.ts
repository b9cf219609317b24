import { gunzipSync } from "node:zlib";
import * as z from "zod/mini";
import type { DeliveryOutcome, DeliveryReport } from "../domain/delivery-report.ts";

/** What CloudWatch Logs hands a subscriber, unpacked. Control messages only test the way. */
const LogData = z.object({
  messageType: z.string(),
  logEvents: z.array(z.object({ message: z.string() })),
});

/** A line of SNS's delivery log, as far as it is read here (SNS developer guide, viewing SMS delivery statistics). */
const SmsLine = z.object({
  /** `2026-11-23 09:12:33.123`, in UTC. */
  notification: z.object({ timestamp: z.string() }),
  delivery: z.object({ destination: z.string(), providerResponse: z.optional(z.string()) }),
  status: z.string(),
});

/** Answers after which no SMS will arrive there; after all others another one may. */
const deadResponses = new Set(["Invalid phone number", "Phone number is opted out"]);

/** @param data base64 of gzip of JSON. */
export function reportsOfLog(data: string): DeliveryReport[] {
  const { messageType, logEvents } = LogData.parse(JSON.parse(gunzipSync(Buffer.from(data, "base64")).toString()));
  if (messageType !== "DATA_MESSAGE") return [];
  return logEvents.map(({ message }) => reportOfLine(JSON.parse(message)));
}

function reportOfLine(line: unknown): DeliveryReport {
  const { notification, delivery, status } = SmsLine.parse(line);
  const { destination, providerResponse = "" } = delivery;
  return {
    channel: "sms",
    outcome: outcomeOf(status, providerResponse),
    of: { number: destination, sentAt: Date.parse(`${notification.timestamp.replace(" ", "T")}Z`) },
  };
}

function outcomeOf(status: string, providerResponse: string): DeliveryOutcome {
  if (status === "SUCCESS") return "delivered";
  return deadResponses.has(providerResponse) ? "bounced" : "failed";
}
