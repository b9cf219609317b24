import type { ProblemCode } from "../contract/problems.ts";
import type { OperationName } from "../contract/routes.ts";
import type { LifecycleType, MethodType } from "../contract/schemas.ts";
import type { Channel, Reach } from "../domain/channel.ts";
import type { DeliveryOutcome } from "../domain/delivery-report.ts";
import type { NoticeKind } from "../domain/notice.ts";
import type { RiskGrades, RiskLevel } from "../domain/risk.ts";
import type { Share } from "../domain/shared-counter.ts";
import type { ThrottleScope } from "../domain/throttle.ts";
import type { Clock } from "../ports/clock.ts";
import type { Refusal } from "../ports/handed.ts";

/** Functions that no operation calls. */
export type EventFunction =
  | "notify"
  | "sweepNotices"
  | "recordDelivery"
  | "takeLifecycleEvent"
  | "watchSends"
  | "publishEvents";

/**
 * Every line there is, and what it may carry. A field that is not here cannot be logged: no code, token, password,
 * number, address or identifier has a place. Fields marked as metrics are counted by CloudWatch (EMF).
 */
interface Lines {
  request_answered: {
    operation: OperationName;
    requestId: string;
    status: number;
    durationMs: number;
    problem?: ProblemCode | undefined;
  };
  fault: { operation: OperationName | EventFunction; requestId: string; error: string; frames: readonly string[] };
  throttle_refused: { scope: ThrottleScope | Share["scope"] | "password" | "polls" };
  challenge_sent: { method: MethodType; channel: Reach };
  challenge_not_sent: { method: MethodType; channel: Reach; why: Refusal };
  answer_wrong: { method: MethodType | "password" };
  /** By the operator's own directory: no answer, or a right one that fits nobody here. */
  password_not_verified: { why: "silent" | "no_account" | "other_subject" };
  login_denied: { method: MethodType };
  login_complete: { method: MethodType | "password" | "trusted_browser" | "exemption" };
  browser_trusted: { method: MethodType };
  /** A secret of a trusted browser came a second time, after its successor. */
  browser_copied: { operation: OperationName };
  /** How a sign-in was judged, and by what: a recorded trace of them can be judged anew. */
  sign_in_judged: { level: RiskLevel; score: number; grades: RiskGrades; advised?: number | "silent" | undefined };
  authenticator_disabled: { method: MethodType };
  notice_sent: { kind: NoticeKind };
  notice_not_sent: { kind: NoticeKind; why: "no_destination" | Refusal };
  /** What waits to be told, and how long it has waited; gauges, written by each sweep. */
  notices_unsettled: { outbox: "notices"; unsettledCount: number; oldestSeconds: number };
  /** One that was tried in vain for so long that it is tried no more. */
  notice_given_up: { outbox: "notices" };
  /** Events that the bus took, and those that it refused and that come again. */
  events_published: { outbox: "events"; publishedCount: number; refusedCount: number };
  /** One that a webhook wants, and that KMS did not sign: it comes again. */
  event_not_signed: { outbox: "events"; error: string; frames: readonly string[] };
  /** What a provider reported after the send. */
  delivery_reported: { outcome: DeliveryOutcome; channel: Channel };
  destination_unreachable: { channel: Reach };
  /** What the operator's other systems told by the bus. */
  lifecycle_event: { type: LifecycleType; outcome: "done" | "repeated" | "nothing_to_do" | "no_account" };
  /** The month's money against its cap; a gauge. */
  spend_state: { window: "month"; spentPercent: number };
  sending_paused: { area: "country" | "prefix" };
  /** The fraud guard would have, but only records. */
  sending_would_pause: { area: "country" | "prefix" };
}
export type LogCode = keyof Lines;

export interface Log {
  write<Code extends LogCode>(code: Code, fields: Lines[Code]): void;
}

/** The dimension of each line's metric; the line's code is the metric's name. */
const dimensions = {
  request_answered: "operation",
  fault: "operation",
  throttle_refused: "scope",
  challenge_sent: "channel",
  challenge_not_sent: "channel",
  answer_wrong: "method",
  login_complete: "method",
  password_not_verified: "why",
  login_denied: "method",
  browser_trusted: "method",
  browser_copied: "operation",
  sign_in_judged: "level",
  authenticator_disabled: "method",
  notice_sent: "kind",
  notice_not_sent: "kind",
  notices_unsettled: "outbox",
  notice_given_up: "outbox",
  events_published: "outbox",
  event_not_signed: "outbox",
  delivery_reported: "outcome",
  destination_unreachable: "channel",
  lifecycle_event: "outcome",
  spend_state: "window",
  sending_paused: "area",
  sending_would_pause: "area",
} as const satisfies { readonly [Code in LogCode]: keyof Lines[Code] };

/** Counted by this as well, on its own: a dashboard tells methods and reasons apart. */
const alsoBy: { readonly [Code in LogCode]?: keyof Lines[Code] } = {
  challenge_sent: "method",
  challenge_not_sent: "why",
};

/** Writes JSON lines in CloudWatch's embedded metric format, one a fact. */
export const jsonLog = (clock: Clock, write: (line: string) => void): Log => ({
  write(code, fields) {
    const metrics = [
      { Name: code, Unit: "Count" },
      ...("durationMs" in fields ? [{ Name: "durationMs", Unit: "Milliseconds" }] : []),
      ...("unsettledCount" in fields ? [{ Name: "unsettledCount", Unit: "Count" }] : []),
      ...("oldestSeconds" in fields ? [{ Name: "oldestSeconds", Unit: "Seconds" }] : []),
      ...("publishedCount" in fields ? [{ Name: "publishedCount", Unit: "Count" }] : []),
      ...("refusedCount" in fields ? [{ Name: "refusedCount", Unit: "Count" }] : []),
      ...("spentPercent" in fields ? [{ Name: "spentPercent", Unit: "Percent" }] : []),
    ];
    const also = alsoBy[code];
    const by = [[dimensions[code]], ...(also === undefined ? [] : [[also]])];
    const emf = {
      Timestamp: clock.now(),
      CloudWatchMetrics: [{ Namespace: "nidan", Dimensions: by, Metrics: metrics }],
    };
    write(`${JSON.stringify({ code, ...fields, [code]: 1, _aws: emf })}\n`);
  },
});

/** Where an error arose, without its message: a message may repeat what was sent, in lines that look like a trace too. */
export function traceOf(error: unknown) {
  if (!(error instanceof Error)) return { error: "unknown", frames: [] };
  const { message, stack = "" } = error;
  const trace = stack.includes(message) ? stack.slice(stack.indexOf(message) + message.length) : "";
  const frames = trace.split("\n").filter((line) => line.trimStart().startsWith("at "));
  return { error: error.name, frames: frames.slice(0, 8).map((line) => line.trim()) };
}
