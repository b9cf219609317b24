import { type Instant, seconds, toEpochSeconds } from "../../domain/duration.ts";
import { type PasswordWait, passwordMemory } from "../../domain/password-wait.ts";
import type { PasswordWaits } from "../../ports/throttles.ts";
import { throttleKey } from "./keys.ts";
import { inPair } from "./pair.ts";
import type { Change, Table } from "./table.ts";

const scope = "password";

/** The first try in a row. With `furtherTry` it makes a pair like that of a throttle. */
const firstTry = (key: string, setting: PasswordWait, now: Instant, chargeId: string): Change => ({
  key: throttleKey(scope, key),
  update: "SET tries = :one, openedBy = :charge, waitUntil = :first, forgottenAt = :forgotten, #ttl = :ttl",
  condition: "attribute_not_exists(PK) OR forgottenAt <= :now",
  names: { "#ttl": "ttl" },
  values: { ":one": 1, ...tryValues(setting, now, chargeId) },
});

/** A further one: while tries are free, or when the wait is over. The next wait is set at once: of many one passes. */
const furtherTry = (key: string, setting: PasswordWait, now: Instant, chargeId: string): Change => ({
  key: throttleKey(scope, key),
  update: "SET tries = tries + :one, waitUntil = :first, forgottenAt = :forgotten, #ttl = :ttl",
  condition: "forgottenAt > :now AND (tries < :free OR waitUntil <= :now) AND openedBy <> :charge",
  names: { "#ttl": "ttl" },
  values: { ":one": 1, ":free": setting.freeAttempts, ...tryValues(setting, now, chargeId) },
});

const tryValues = ({ firstWaitSeconds }: PasswordWait, now: Instant, chargeId: string) => ({
  ":first": now + seconds(firstWaitSeconds),
  ":forgotten": now + passwordMemory,
  ":ttl": toEpochSeconds(now + passwordMemory),
  ":now": now,
  ":charge": chargeId,
});

export const dynamodbPasswordWaits = (table: Table): PasswordWaits => ({
  async charge(key, setting, now) {
    const { opened, done } = await inPair(
      table,
      (chargeId) => [firstTry(key, setting, now, chargeId), furtherTry(key, setting, now, chargeId)],
      ({ tries, waitUntil }) => Number(tries) < setting.freeAttempts || Number(waitUntil) <= now,
    );
    if (done !== undefined) return { count: Number(done.tries) };
    return { waitUntil: Number(opened.item?.waitUntil ?? now + seconds(setting.firstWaitSeconds)) };
  },

  async extend(key, until) {
    await table.update({
      key: throttleKey(scope, key),
      update: "SET waitUntil = :until",
      condition: "attribute_exists(PK)",
      values: { ":until": until },
    });
  },

  async refund(key, now) {
    await table.update({
      key: throttleKey(scope, key),
      // The wait that the try itself had set goes with it: the one before was over, else there had been no try.
      update: "SET tries = tries - :one, waitUntil = :now",
      condition: "tries > :zero",
      values: { ":one": 1, ":zero": 0, ":now": now },
    });
  },

  clear: (key) => table.delete(throttleKey(scope, key)),
});
