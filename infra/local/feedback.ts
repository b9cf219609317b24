import { setTimeout } from "node:timers/promises";
import type { Context } from "aws-lambda";
import { contextOf } from "./gateway/lambda.ts";
import type { ReportEvent, ReportListener } from "./receiver/reports.ts";

/** The Lambda that takes delivery reports. */
export type ReportHandler = (event: ReportEvent, context: Context) => Promise<unknown>;

/** A function that is called without anyone waiting is tried this often, if it throws. */
const tries = 3;
/** AWS waits for a minute, then for two. */
const pauseMs = 200;

/**
 * Hands each delivery report to a function as SNS and CloudWatch Logs do on AWS: again while it throws, three times in
 * all.
 *
 * @param name of the function: the folder that it stands in.
 */
export const reportsTo =
  (name: string, handler: ReportHandler): ReportListener =>
  async (event) => {
    for (let tried = 1; ; tried += 1) {
      try {
        await handler(event, contextOf(name));
        return;
      } catch (error) {
        if (tried < tries) await setTimeout(pauseMs);
        else return giveUp(name, error);
      }
    }
  };

function giveUp(name: string, error: unknown): void {
  process.stderr.write(`${name} has not taken a delivery report: ${String(error)}\n`);
}
