import { type Instant, toEpochSeconds } from "../../domain/duration.ts";
import { accepted, type Charge, type Throttle } from "../../domain/throttle.ts";
import type { Throttles } from "../../ports/throttles.ts";
import { throttleKey } from "./keys.ts";
import { inPair } from "./pair.ts";
import { returning } from "./shares.ts";
import type { Change, Table, Written } from "./table.ts";

/**
 * The first charge of a window. With `whileOpen` it makes a pair of which at most one succeeds, so that both are sent
 * at once and the state need not be read first:
 *
 *     window:   absent | over       → opening succeeds; whileOpen fails, before it and after it
 *               open, charges < limit → opening fails, whileOpen succeeds
 *               open, charges = limit → both fail: refused
 *
 * The window remembers who opened it, so that the opener's other half never counts a second time.
 */
export const opening = (throttle: Throttle, now: Instant, chargeId: string): Change => ({
  key: throttleKey(throttle.scope, throttle.key),
  update: "SET charges = :one, closesAt = :closes, #ttl = :ttl, openedBy = :charge",
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

/** Leaves no room from now on, whatever was charged before. */
export const filling = (throttle: Throttle, now: Instant) => ({
  ...throttleKey(throttle.scope, throttle.key),
  charges: throttle.limit,
  closesAt: now + throttle.window,
  ttl: toEpochSeconds(now + throttle.window) + 60,
  openedBy: "",
});

/** A further charge of a window that is open. */
export const whileOpen = (throttle: Throttle, now: Instant, chargeId: string): Change => ({
  key: throttleKey(throttle.scope, throttle.key),
  update: "SET charges = charges + :one",
  condition: "closesAt > :now AND charges < :limit AND openedBy <> :charge",
  values: { ":one": 1, ":now": now, ":limit": throttle.limit, ":charge": chargeId },
});

/** Demands room for one more, and charges nothing. */
export const withRoom = (throttle: Throttle, now: Instant): Change => ({
  key: throttleKey(throttle.scope, throttle.key),
  update: "",
  condition: "attribute_not_exists(PK) OR closesAt <= :now OR charges < :limit",
  values: { ":now": now, ":limit": throttle.limit },
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
    const charges = await Promise.all(throttles.map((throttle) => chargeOne(table, throttle, now)));
    const refused = charges.find((charge) => !charge.accepted);
    if (refused === undefined) return accepted;
    // What is refused is not done: else whoever has filled one counter could use up another's without doing anything.
    const charged = throttles.filter((_, place) => charges[place]?.accepted);
    await Promise.all(charged.map((throttle) => table.update(refunding(throttle, now))));
    return refused;
  },

  async standing(throttle, now) {
    const item = await table.get(throttleKey(throttle.scope, throttle.key));
    const isOpen = item !== undefined && Number(item.closesAt) > now;
    return { isOpen, charges: isOpen ? Number(item.charges) : 0, closesAt: closesAt({ item }, throttle, now) };
  },

  async count({ scope, key }, now) {
    const item = await table.get(throttleKey(scope, key));
    return item !== undefined && Number(item.closesAt) > now ? Number(item.charges) : 0;
  },

  async isAnyFull(throttles, now) {
    const items = await Promise.all(throttles.map(({ scope, key }) => table.get(throttleKey(scope, key))));
    return throttles.some(({ limit }, place) => {
      const item = items[place];
      return item !== undefined && Number(item.closesAt) > now && Number(item.charges) >= limit;
    });
  },

  async refund(throttles, now, shares = []) {
    const changes = [...throttles.map((throttle) => refunding(throttle, now)), ...shares.map(returning)];
    await Promise.all(changes.map((change) => table.update(change)));
  },
});

async function chargeOne(table: Table, throttle: Throttle, now: Instant): Promise<Charge> {
  const { opened, done } = await inPair(
    table,
    (chargeId) => [opening(throttle, now, chargeId), whileOpen(throttle, now, chargeId)],
    ({ charges }) => Number(charges) < throttle.limit,
  );
  return done === undefined
    ? { accepted: false, refusedBy: throttle, until: closesAt(opened, throttle, now) }
    : accepted;
}
