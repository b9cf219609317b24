import type { CloudWatchLogsEvent, SNSEvent } from "aws-lambda";
import type { DeliveryOutcome } from "../../../shared/domain/delivery-report.ts";
import type { Mailbox } from "./messages.ts";

/** What AWS hands to the function that takes reports: SES by way of SNS, SNS by way of its log. */
export type ReportEvent = SNSEvent | CloudWatchLogsEvent;

/** What a provider tells of a message some time after it took it. */
export interface Report {
  readonly outcome: DeliveryOutcome;
  /** In the provider's words. */
  readonly detail: string;
  /** @param at when it is told, milliseconds since 1970. */
  readonly event: (at: number) => ReportEvent;
}

/** Resolves when the function has taken the report, or was given up. */
export type ReportListener = (event: ReportEvent) => Promise<void>;

export interface ReportOptions {
  /** Milliseconds of real time from a send to its report; `held`: only `flush` tells. Default 1000. */
  readonly after?: number | "held";
}

/** The reports of all messages: what is still to come, and who is told. */
export interface Reports {
  /** A message was taken: these are its reports, in order. */
  readonly add: (messageId: string, to: string, reports: readonly Report[]) => void;
  /** From now on each report is handed to the listener too. */
  readonly listen: (listener: ReportListener) => void;
  /** Tells at once what is still to come, and waits until the listener has taken all of it. */
  readonly flush: () => Promise<void>;
  /** What is still to come is forgotten; what the listener has begun with is waited for. */
  readonly close: () => Promise<void>;
}

/** @param now milliseconds since 1970, by the handlers' clock. */
export function createReports(mailbox: Mailbox, now: () => number, { after = 1000 }: ReportOptions = {}): Reports {
  const waiting = new Map<() => void, NodeJS.Timeout | undefined>();
  const running = new Set<Promise<void>>();
  let hand: ReportListener = async () => {};

  const tell = async (messageId: string, to: string, reports: readonly Report[]) => {
    for (const { outcome, detail, event } of reports) {
      const at = now();
      mailbox.report(messageId, to, { outcome, detail, at: new Date(at).toISOString() });
      await hand(event(at));
    }
  };
  return {
    add: (messageId, to, reports) => {
      if (reports.length === 0) return;
      const due = () => {
        clearTimeout(waiting.get(due));
        waiting.delete(due);
        const telling = tell(messageId, to, reports).finally(() => running.delete(telling));
        running.add(telling);
      };
      waiting.set(due, after === "held" ? undefined : setTimeout(due, after));
    },
    listen: (listener) => {
      hand = listener;
    },
    flush: async () => {
      for (const due of [...waiting.keys()]) due();
      await Promise.all(running);
    },
    close: async () => {
      for (const timer of waiting.values()) clearTimeout(timer);
      waiting.clear();
      await Promise.all(running);
    },
  };
}
