import { describe, expect, test } from "@jest/globals";
import * as z from "zod/mini";
import { noGrades, now } from "../../test/support/samples.ts";
import { jsonLog, type Log, traceOf } from "./log.ts";

const Line = z.looseObject({
  code: z.string(),
  _aws: z.object({
    Timestamp: z.int(),
    CloudWatchMetrics: z.array(
      z.object({
        Namespace: z.literal("nidan"),
        Dimensions: z.array(z.array(z.string())),
        Metrics: z.array(z.object({ Name: z.string(), Unit: z.string() })),
      }),
    ),
  }),
});

/** What one write puts out. */
function written(write: (log: Log) => void): string {
  const lines: string[] = [];
  write(jsonLog({ now: () => now }, (line) => lines.push(line)));
  return lines.join("");
}

const writes = {
  request_answered: (log) =>
    log.write("request_answered", { operation: "getLogin", requestId: "r", status: 200, durationMs: 12 }),
  fault: (log) => log.write("fault", { operation: "getLogin", requestId: "r", error: "TypeError", frames: [] }),
  throttle_refused: (log) => log.write("throttle_refused", { scope: "prefix_sends" }),
  challenge_sent: (log) => log.write("challenge_sent", { method: "sms_code", channel: "sms" }),
  challenge_not_sent: (log) =>
    log.write("challenge_not_sent", { method: "sms_code", channel: "sms", why: "opted_out" }),
  answer_wrong: (log) => log.write("answer_wrong", { method: "password" }),
  login_complete: (log) => log.write("login_complete", { method: "sms_code" }),
  login_denied: (log) => log.write("login_denied", { method: "sms_link" }),
  browser_trusted: (log) => log.write("browser_trusted", { method: "sms_code" }),
  browser_copied: (log) => log.write("browser_copied", { operation: "startLogin" }),
  sign_in_judged: (log) => log.write("sign_in_judged", { level: "low", score: 0, grades: noGrades }),
  authenticator_disabled: (log) => log.write("authenticator_disabled", { method: "sms_code" }),
  delivery_reported: (log) => log.write("delivery_reported", { outcome: "bounced", channel: "email" }),
  destination_unreachable: (log) => log.write("destination_unreachable", { channel: "email" }),
  lifecycle_event: (log) => log.write("lifecycle_event", { type: "line_cancelled", outcome: "done" }),
  password_not_verified: (log) => log.write("password_not_verified", { why: "silent" }),
  spend_state: (log) => log.write("spend_state", { window: "month", spentPercent: 50 }),
  sending_paused: (log) => log.write("sending_paused", { area: "country" }),
  sending_would_pause: (log) => log.write("sending_would_pause", { area: "prefix" }),
  notice_sent: (log) => log.write("notice_sent", { kind: "second_factor_failures" }),
  notice_not_sent: (log) => log.write("notice_not_sent", { kind: "second_factor_failures", why: "no_destination" }),
  notices_unsettled: (log) =>
    log.write("notices_unsettled", { outbox: "notices", unsettledCount: 2, oldestSeconds: 60 }),
  events_published: (log) => log.write("events_published", { outbox: "events", publishedCount: 9, refusedCount: 1 }),
  event_not_signed: (log) => log.write("event_not_signed", { outbox: "events", error: "Error", frames: [] }),
  notice_given_up: (log) => log.write("notice_given_up", { outbox: "notices" }),
} as const satisfies { readonly [Code in Parameters<Log["write"]>[0]]: (log: Log) => void };

describe("lines of the log", () => {
  test.each(Object.entries(writes))("given %s, when it is written, then it is one line of JSON", (_, write) => {
    expect(written(write)).toMatch(/^\{.*\}\n$/);
  });

  // CloudWatch embedded metric format: each metric and each dimension names a member of the line itself.
  test.each(Object.entries(writes))("given %s, when it is written, then its metrics can be counted", (code, write) => {
    const line = z.parse(Line, JSON.parse(written(write)));
    const metrics = line._aws.CloudWatchMetrics.flatMap(({ Metrics }) => Metrics.map(({ Name }) => line[Name]));
    const dimensions = line._aws.CloudWatchMetrics.flatMap(({ Dimensions }) => Dimensions.flat());
    expect(metrics.map((value) => typeof value)).toEqual(metrics.map(() => "number"));
    expect(dimensions.length).toBeGreaterThan(0);
    expect(dimensions.map((name) => typeof line[name])).toEqual(dimensions.map(() => "string"));
    expect(line).toMatchObject({ code, [code]: 1 });
  });

  test.each([
    ["challenge_sent", [["channel"], ["method"]]],
    ["challenge_not_sent", [["channel"], ["why"]]],
    ["answer_wrong", [["method"]]],
  ] as const)("given %s, when it is written, then it is counted by %j, each on its own", (code, dimensions) => {
    const { _aws } = z.parse(Line, JSON.parse(written(writes[code])));
    expect(_aws.CloudWatchMetrics.map(({ Dimensions }) => Dimensions)).toEqual([dimensions]);
  });

  test("given the clock, when a line is written, then it has its time", () => {
    expect(z.parse(Line, JSON.parse(written(writes.challenge_sent)))._aws.Timestamp).toBe(now);
  });
});

describe("traces of errors", () => {
  test("given an error, when it is traced, then its name and eight places at most", () => {
    const deep = (depth: number): Error => (depth === 0 ? new RangeError("SECRET") : deep(depth - 1));
    const { error, frames } = traceOf(deep(20));
    expect([error, frames.length]).toEqual(["RangeError", 8]);
  });

  test.each([
    ["a line", "SECRET"],
    ["lines", "one\nSECRET"],
    ["lines like a trace", "one\n    at SECRET (file:1:1)\n    at SECRET"],
    ["nothing", ""],
  ])("given a message of %s, when it is traced, then no word of it is there", (_, message) => {
    expect(JSON.stringify(traceOf(new Error(message)))).not.toContain("SECRET");
  });

  test("given a message that was put in later, when it is traced, then no word of either is there", () => {
    const error = new Error("one\n    at SECRET");
    error.message = "another SECRET";
    expect(JSON.stringify(traceOf(error))).not.toContain("SECRET");
  });

  test.each([
    ["a text"],
    [undefined],
    [{ stack: "    at SECRET" }],
  ])("given %j instead of an error, when it is traced, then it is unknown", (thrown) => {
    expect(traceOf(thrown)).toEqual({ error: "unknown", frames: [] });
  });
});
