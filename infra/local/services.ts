import type { Webhook } from "../../shared/settings/webhooks.ts";
import type { Clock } from "./clock.ts";
import { type Emulator, startEmulator } from "./emulator.ts";
import { tableName } from "./environment.ts";
import { createEventQueue, type EventQueue } from "./event-queue.ts";
import type { LocalServer } from "./http.ts";
import { createKeyRing } from "./receiver/key-ring.ts";
import { createReceiver, type Receiver } from "./receiver/receiver.ts";
import type { ReportOptions } from "./receiver/reports.ts";
import { ensureTable } from "./table.ts";
import { createWebhookRule, type WebhookRule } from "./webhook-rule.ts";

/** What AWS has beside the functions. */
export interface Services {
  readonly emulator: Emulator;
  readonly receiver: Receiver;
  readonly eventQueue: EventQueue;
  readonly webhookRule: WebhookRule;
}

/**
 * Starts the emulator, makes the table, and lets the receiver answer.
 *
 * @param parts gets what must be stopped in the end, as soon as it runs.
 */
export async function startServices(
  server: LocalServer,
  clock: Clock,
  dataDir: string | undefined,
  parts: AsyncDisposableStack,
  reports?: ReportOptions,
  webhooks: readonly Webhook[] = [],
): Promise<Services> {
  const emulator = await startEmulator(dataDir);
  parts.defer(emulator.close);
  const eventQueue = createEventQueue();
  const receiver = createReceiver(createKeyRing(dataDir), emulator.endpoint, clock.now, reports, eventQueue.add);
  parts.defer(receiver.close);
  const webhookRule = createWebhookRule(webhooks);
  parts.defer(webhookRule.stop);
  receiver.onEvent(webhookRule.rule);
  server.open(receiver.answer);
  await ensureTable(emulator.endpoint, tableName);
  return { emulator, receiver, eventQueue, webhookRule };
}
