import { tableName } from "./environment.ts";
import { reportsTo } from "./feedback.ts";
import type { Logs } from "./logs.ts";
import type { Services } from "./services.ts";
import { consumeStream, isChallenge, isNotice, type StreamConsumer } from "./stream.ts";

/**
 * Lets the table's stream and the providers' delivery reports call the functions that no route leads to.
 *
 * @returns what stops the stream; the reports end with the receiver.
 */
export async function startTriggers({ emulator, receiver }: Services, logs: Logs): Promise<() => Promise<void>> {
  const [notify, watchSends, recordDelivery] = await Promise.all([
    import("../../functions/notify/handler.ts"),
    import("../../functions/watch-sends/handler.ts"),
    import("../../functions/record-delivery/handler.ts"),
  ]);
  receiver.reports.listen(reportsTo("record-delivery", logged(logs, recordDelivery.handler)));
  const consumers: readonly StreamConsumer[] = [
    { name: "notify", filter: isNotice, handler: logged(logs, notify.handler) },
    { name: "watch-sends", filter: isChallenge, handler: logged(logs, watchSends.handler) },
  ];
  return consumeStream(emulator.endpoint, tableName, consumers);
}

/** What the function writes goes to the log. */
const logged =
  <Given extends readonly unknown[], Result>(logs: Logs, run: (...given: Given) => Promise<Result>) =>
  (...given: Given): Promise<Result> =>
    logs.collect(() => run(...given));
