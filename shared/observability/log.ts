import type { ProblemCode } from "../contract/problems.ts";
import type { OperationName } from "../contract/routes.ts";
import type { MethodType } from "../contract/schemas.ts";
import type { NoticeKind } from "../domain/notice.ts";
import type { ThrottleScope } from "../domain/throttle.ts";
import type { Clock } from "../ports/clock.ts";
import type { Handed } from "../ports/handed.ts";

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
  fault: { operation: OperationName | "notify"; requestId: string; error: string; frames: readonly string[] };
  throttle_refused: { scope: ThrottleScope | "password" };
  challenge_sent: { method: MethodType };
  challenge_not_sent: { method: MethodType; why: Exclude<Handed, { sent: true }>["why"] };
  answer_wrong: { method: MethodType | "password" };
  login_complete: { method: MethodType | "password" };
  authenticator_disabled: { method: MethodType };
  notice_sent: { kind: NoticeKind };
  notice_not_sent: { kind: NoticeKind; why: "no_destination" | Exclude<Handed, { sent: true }>["why"] };
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
  challenge_sent: "method",
  challenge_not_sent: "method",
  answer_wrong: "method",
  login_complete: "method",
  authenticator_disabled: "method",
  notice_sent: "kind",
  notice_not_sent: "kind",
} as const satisfies { readonly [Code in LogCode]: keyof Lines[Code] };

/** Writes JSON lines in CloudWatch's embedded metric format, one a fact. */
export const jsonLog = (clock: Clock, write: (line: string) => void): Log => ({
  write(code, fields) {
    const metrics = [
      { Name: code, Unit: "Count" },
      ...("durationMs" in fields ? [{ Name: "durationMs", Unit: "Milliseconds" }] : []),
    ];
    const emf = {
      Timestamp: clock.now(),
      CloudWatchMetrics: [{ Namespace: "nidan", Dimensions: [[dimensions[code]]], Metrics: metrics }],
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
