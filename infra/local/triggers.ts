import { minutes } from "../../shared/domain/duration.ts";
import { tableName } from "./environment.ts";
import { reportsTo } from "./feedback.ts";
import { contextOf } from "./gateway/lambda.ts";
import { deliverLifecycle } from "./lifecycle-rule.ts";
import type { Logs } from "./logs.ts";
import { repeat } from "./schedule.ts";
import type { Services } from "./services.ts";
import { consumeStream, isNotice, isSendOrActivity, type StreamConsumer } from "./stream.ts";

const sweepEvery = minutes(5);
const sweepTimeout = minutes(4);

/** What calls the functions that no route leads to. */
export interface Triggers {
  /** Runs the sweep of notices now, and waits until it has ended. */
  readonly sweepNotices: () => Promise<void>;
  /** Stops the stream, the queue and the schedule; the reports end with the receiver. */
  readonly stop: () => Promise<void>;
}

/**
 * Lets the table's stream, the clock and the providers' delivery reports call the functions that no route leads to.
 *
 * @param sweeps `held`: notices are swept only when it is asked for.
 */
export async function startTriggers(
  { emulator, receiver, eventQueue }: Pick<Services, "emulator" | "receiver" | "eventQueue">,
  logs: Logs,
  sweeps?: "held",
): Promise<Triggers> {
  const [notify, sweep, watchSends, publishEvents, recordDelivery, lifecycle] = await Promise.all([
    import("../../functions/notify/handler.ts"),
    import("../../functions/sweep-notices/handler.ts"),
    import("../../functions/watch-sends/handler.ts"),
    import("../../functions/publish-events/handler.ts"),
    import("../../functions/record-delivery/handler.ts"),
    import("../../functions/take-lifecycle-event/handler.ts"),
  ]);
  receiver.reports.listen(reportsTo("record-delivery", logged(logs, recordDelivery.handler)));
  receiver.onEvent(deliverLifecycle(logged(logs, lifecycle.handler)));
  const consumers: readonly StreamConsumer[] = [
    { name: "notify", filter: isNotice, handler: logged(logs, notify.handler) },
    { name: "watch-sends", filter: isSendOrActivity, handler: logged(logs, watchSends.handler) },
  ];
  const sweepNotices = () => logged(logs, sweep.handler)({}, contextOf("sweep-notices", sweepTimeout));
  const stopStream = await consumeStream(emulator.endpoint, tableName, consumers);
  const stopEvents = eventQueue.follow(logged(logs, publishEvents.handler));
  const stopSchedule = sweeps === "held" ? async () => {} : repeat(sweepEvery, sweepNotices);
  return {
    sweepNotices,
    stop: async () => {
      await stopSchedule();
      await stopStream();
      await stopEvents();
    },
  };
}

/** What the function writes goes to the log. */
const logged =
  <Given extends readonly unknown[], Result>(logs: Logs, run: (...given: Given) => Promise<Result>) =>
  (...given: Given): Promise<Result> =>
    logs.collect(() => run(...given));
