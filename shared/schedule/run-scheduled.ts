import type { Context } from "aws-lambda";
import { type EventFunction, type Log, traceOf } from "../observability/log.ts";

/** A call by the clock. */
export interface Run {
  readonly requestId: string;
  /** Until the function is stopped. */
  readonly millisecondsLeft: () => number;
}
interface Needs {
  readonly log: Log;
}

/** The Lambda handler of what is done every so often. What fails is told, and done by the next run. */
export const runScheduled =
  <D extends Needs>(operation: EventFunction, run: (run: Run, dependencies: D) => Promise<void>, dependencies: D) =>
  async (_event: unknown, context: Context): Promise<void> => {
    const requestId = context.awsRequestId;
    try {
      await run({ requestId, millisecondsLeft: () => context.getRemainingTimeInMillis() }, dependencies);
    } catch (error) {
      dependencies.log.write("fault", { operation, requestId, ...traceOf(error) });
    }
  };
