import { setTimeout } from "node:timers/promises";
import { webhookKeyHeader } from "../../shared/contract/service-event.ts";
import { hours, minutes, seconds } from "../../shared/domain/duration.ts";
import type { Webhook } from "../../shared/settings/webhooks.ts";
import { eventBusName } from "./environment.ts";
import type { BusEvent, BusRule } from "./receiver/events.ts";

/** What became of an event at a webhook. */
export interface Delivery {
  readonly webhook: string;
  readonly state: "waiting" | "delivered" | "given_up";
  readonly tries: number;
  /** What the receiver answered last; none where it did not. */
  readonly status?: number | undefined;
}

export interface WebhookRule {
  readonly rule: BusRule;
  readonly deliveriesOf: (event: BusEvent) => readonly Delivery[];
  /** Ends what is still tried. */
  readonly stop: () => void;
}

/** A second, doubled, a minute at most: EventBridge waits longer. */
const waitOf = (tries: number) => Math.min(seconds(1) * 2 ** (tries - 1), minutes(1));
/** As EventBridge has it. */
const patience = seconds(5);
const triedFor = hours(24);
/** Answers after which EventBridge tries again (EventBridge user guide, API destinations as targets). */
const passing = (status: number | undefined) =>
  status === undefined || status >= 500 || [401, 407, 409, 429].includes(status);

/** Posts events to the webhooks that want them, as the rules of a deployment do. */
export function createWebhookRule(webhooks: readonly Webhook[]): WebhookRule {
  const stopped = new AbortController();
  const deliveries = new WeakMap<BusEvent, Map<string, Delivery>>();

  async function deliver({ name, url }: Webhook, token: unknown, keep: (delivery: Delivery) => void): Promise<void> {
    const begun = Date.now();
    for (let tries = 1; !stopped.signal.aborted; tries += 1) {
      const status = await post(url, token, stopped.signal);
      const known = { webhook: name, tries, status };
      if (status !== undefined && status >= 200 && status < 300) return keep({ ...known, state: "delivered" });
      if (!passing(status) || Date.now() - begun >= triedFor) return keep({ ...known, state: "given_up" });
      keep({ ...known, state: "waiting" });
      await setTimeout(waitOf(tries), undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  }

  return {
    deliveriesOf: (event) => [...(deliveries.get(event)?.values() ?? [])],
    stop: () => stopped.abort(),
    rule: async (event) => {
      const { token } = Object(JSON.parse(event.Detail));
      if (event.EventBusName !== eventBusName || token === undefined) return;
      const wanting = webhooks.filter(({ events }) => events?.some((kind) => kind === event.DetailType) ?? true);
      const kept = new Map<string, Delivery>();
      deliveries.set(event, kept);
      await Promise.all(wanting.map((webhook) => deliver(webhook, token, (one) => void kept.set(webhook.name, one))));
    },
  };
}

/** @returns the status of the answer; nothing where there was none. */
async function post(url: string, token: unknown, stopped: AbortSignal): Promise<number | undefined> {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", [webhookKeyHeader]: "local" },
      body: JSON.stringify({ token }),
      redirect: "manual",
      signal: AbortSignal.any([stopped, AbortSignal.timeout(patience)]),
    });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    return undefined;
  }
}
