import { randomUUID } from "node:crypto";
import { type Instant, seconds, toEpochSeconds } from "../../domain/duration.ts";
import { passwordMemory } from "../../domain/password-wait.ts";
import { accepted, type Charge, type Throttle } from "../../domain/throttle.ts";
import type { PasswordWaits, Throttles } from "../../ports/throttles.ts";
import { throttleKey } from "./keys.ts";
import type { Change, Table, Written } from "./table.ts";

/**
 * The first charge of a window. With `whileOpen` it makes a pair of which at most one can succeed, so that both are
 * sent at once and the state need not be read first:
 *
 *     window:   absent | over      → opening succeeds, whileOpen fails
 *               open, count < limit → opening fails, whileOpen succeeds
 *               open, count = limit → both fail: refused
 *
 * The charge id keeps a pair from counting twice when the opening comes first.
 */
export const opening = (throttle: Throttle, now: Instant, chargeId: string): Change => ({
  key: throttleKey(throttle.scope, throttle.key),
  update: "SET charges = :one, closesAt = :closes, #ttl = :ttl, chargeId = :charge",
  condition: "attribute_not_exists(PK) OR closesAt <= :now",
  names: { "#ttl": "ttl" },
  values: {
    ":one": 1,
    ":closes": now + throttle.window,
    ":ttl": toEpochSeconds(now + throttle.window) + 60,
    ":charge": chargeId,
    ":now": now,
  },
});

/** A further charge of a window that is open. */
export const whileOpen = (throttle: Throttle, now: Instant, chargeId: string): Change => ({
  key: throttleKey(throttle.scope, throttle.key),
  update: "SET charges = charges + :one, chargeId = :charge",
  condition: "closesAt > :now AND charges < :limit AND chargeId <> :charge",
  values: { ":one": 1, ":now": now, ":limit": throttle.limit, ":charge": chargeId },
});

/** Takes a charge back, while its window is open. */
const refunding = (throttle: Throttle, now: Instant): Change => ({
  key: throttleKey(throttle.scope, throttle.key),
  update: "SET charges = charges - :one",
  condition: "closesAt > :now AND charges > :zero",
  values: { ":one": 1, ":zero": 0, ":now": now },
});

/** When a full window closes, from the item that refused. */
export function closesAt(written: { readonly item: Written["item"] }, throttle: Throttle, now: Instant): Instant {
  const stored = written.item?.closesAt;
  return typeof stored === "number" ? stored : now + throttle.window;
}

/** Windows in the table. */
export const dynamodbThrottles = (table: Table): Throttles => ({
  async charge(throttles, now) {
    const charges = await Promise.all(throttles.map((throttle) => chargeOne(table, throttle, now, randomUUID())));
    return charges.find((charge) => !charge.accepted) ?? accepted;
  },

  async refund(throttles, now) {
    await Promise.all(throttles.map((throttle) => table.update(refunding(throttle, now))));
  },
});

async function chargeOne(table: Table, throttle: Throttle, now: Instant, chargeId: string): Promise<Charge> {
  const [opened, further] = await Promise.all([
    table.update(opening(throttle, now, chargeId)),
    table.update(whileOpen(throttle, now, chargeId)),
  ]);
  if (opened.done || further.done) return accepted;
  return { accepted: false, refusedBy: throttle, until: closesAt(further, throttle, now) };
}

const scope = "password";

export const dynamodbPasswordWaits = (table: Table): PasswordWaits => ({
  async charge(key, setting, now) {
    const charged = await table.update({
      key: throttleKey(scope, key),
      // The first wait is set at once: of many tries at the same time one is compared.
      update: "SET tries = if_not_exists(tries, :zero) + :one, waitUntil = :first, #ttl = :ttl",
      condition: "attribute_not_exists(PK) OR tries < :free OR waitUntil <= :now",
      names: { "#ttl": "ttl" },
      values: {
        ":zero": 0,
        ":one": 1,
        ":free": setting.freeAttempts,
        ":first": now + seconds(setting.firstWaitSeconds),
        ":now": now,
        ":ttl": toEpochSeconds(now + passwordMemory),
      },
    });
    if (charged.done) return { count: Number(charged.item.tries) };
    return { waitUntil: Number(charged.item?.waitUntil ?? now + seconds(setting.firstWaitSeconds)) };
  },

  async extend(key, until) {
    await table.update({
      key: throttleKey(scope, key),
      update: "SET waitUntil = :until",
      condition: "attribute_exists(PK)",
      values: { ":until": until },
    });
  },

  clear: (key) => table.delete(throttleKey(scope, key)),
});
