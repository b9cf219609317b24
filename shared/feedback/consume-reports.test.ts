import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import type { CloudWatchLogsEvent, SNSEvent } from "aws-lambda";
import { context } from "../../test/support/events.ts";
import { now } from "../../test/support/samples.ts";
import type { DeliveryReport } from "../domain/delivery-report.ts";
import { jsonLog } from "../observability/log.ts";
import { consumeReports } from "./consume-reports.ts";

const tags = { loginId: ["L"], challengeId: ["C"], sub: ["S"], authenticatorId: ["A"], "ses:from-domain": ["x"] };
const event = (text: string): SNSEvent => JSON.parse(JSON.stringify({ Records: [{ Sns: { Message: text } }] }));
const sesEvent = (changes: Record<string, unknown>) => event(JSON.stringify({ mail: { tags }, ...changes }));
const logEvent = (messages: readonly unknown[], messageType = "DATA_MESSAGE"): CloudWatchLogsEvent => {
  const logEvents = messages.map((message) => ({ message: JSON.stringify(message) }));
  return { awslogs: { data: gzipSync(JSON.stringify({ messageType, logEvents })).toString("base64") } };
};
const line = (status: string, providerResponse = "") => ({
  notification: { messageId: "m", timestamp: "2026-11-23 09:12:33.123" },
  delivery: { destination: "+819012345678", providerResponse },
  status,
});

async function consumed(given: SNSEvent | CloudWatchLogsEvent, fails = false) {
  const reports: DeliveryReport[] = [];
  const lines: string[] = [];
  const handler = consumeReports(
    async (report) => {
      reports.push(report);
      if (fails) throw new Error("SECRET");
    },
    { log: jsonLog({ now: () => now }, (one) => lines.push(one)) },
  );
  const error = await handler(given, context).then(
    () => undefined,
    (thrown: unknown) => String(thrown),
  );
  return { reports, error, logged: lines.join("") };
}

describe("SES's events", () => {
  test.each([
    ["Delivery", undefined, "delivered"],
    ["DeliveryDelay", undefined, "delayed"],
    ["Reject", undefined, "failed"],
    ["Rendering Failure", undefined, "failed"],
    ["Complaint", undefined, "complained"],
    ["Bounce", "Permanent", "bounced"],
    ["Bounce", "Transient", "failed"],
    ["Bounce", "Undetermined", "failed"],
  ])("given %s %s, when it is read, then the mail was %s", async (eventType, bounceType, outcome) => {
    const { reports } = await consumed(sesEvent({ eventType, ...(bounceType && { bounce: { bounceType } }) }));
    const of = { loginId: "L", challengeId: "C", sub: "S", authenticatorId: "A" };
    expect(reports).toEqual([{ channel: "email", outcome, of }]);
  });
  test.each([
    ["an event that says nothing of the arrival", { eventType: "Send" }],
    ["a mail that is none of ours", { eventType: "Bounce", mail: { tags: {} } }],
    ["a mail without tags", { eventType: "Bounce", mail: {} }],
  ])("given %s, when it is read, then it is left alone", async (_, changes) => {
    expect((await consumed(sesEvent(changes))).reports).toEqual([]);
  });
});

test("given SES's greeting to a new topic, when it is read, then it is left alone", async () => {
  const { reports, error } = await consumed(event("Successfully validated SNS topic for Amazon SES event publishing."));
  expect([reports, error]).toEqual([[], undefined]);
});

describe("SNS's delivery log", () => {
  test.each([
    ["SUCCESS", "Message has been accepted by phone", "delivered"],
    ["FAILURE", "Invalid phone number", "bounced"],
    ["FAILURE", "Phone number is opted out", "bounced"],
    ["FAILURE", "Phone is currently unreachable/unavailable", "failed"],
    ["FAILURE", "Unknown error attempting to reach phone", "failed"],
  ])("given %s: %s, when it is read, then the SMS was %s", async (status, response, outcome) => {
    const { reports } = await consumed(logEvent([line(status, response)]));
    const of = { number: "+819012345678", sentAt: Date.UTC(2026, 10, 23, 9, 12, 33, 123) };
    expect(reports).toEqual([{ channel: "sms", outcome, of }]);
  });
  test("given several lines, when they are read, then each is taken", async () => {
    expect((await consumed(logEvent([line("SUCCESS"), line("FAILURE")]))).reports).toHaveLength(2);
  });
  test("given a message that only tests the way, when it is read, then it is left alone", async () => {
    expect((await consumed(logEvent([line("SUCCESS")], "CONTROL_MESSAGE"))).reports).toEqual([]);
  });
});

describe("a report that cannot be taken", () => {
  test.each([
    ["no JSON", event("SECRET")],
    ["of another form", event('{"eventType": "SECRET"}')],
    ["no gzip", { awslogs: { data: "SECRET" } }],
    ["a line of another form", logEvent([{ SECRET: "+819012345678" }])],
  ])("given %s, when it is read, then it fails, so that it is kept, and no word of it is logged or thrown", async (_, given) => {
    const { error, logged } = await consumed(given);
    expect(error).toBe("Error: a report could not be recorded");
    expect(logged).toContain('"operation":"recordDelivery"');
    expect(`${error}${logged}`).not.toMatch(/SECRET|9012345678/);
  });
  test("given a table that fails, when it is recorded, then it fails, so that it comes again", async () => {
    const { error } = await consumed(logEvent([line("SUCCESS")]), true);
    expect(error).toBe("Error: a report could not be recorded");
  });
});
