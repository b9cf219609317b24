import { randomUUID } from "node:crypto";
import type { Activity } from "../../domain/activity.ts";
import type { Instant } from "../../domain/duration.ts";
import { Login, repeatable } from "../../domain/login.ts";
import type { Refused } from "../../ports/logins.ts";
import { activityParts } from "./activities.ts";
import { loginKey } from "./keys.ts";
import type { Item, Key, Table } from "./table.ts";

/*
 *     begun ── its browser claims it ──▶ under way … complete ── code handed over ──▶ issued ── code redeemed ──▶ redeemed
 */

/** A login that a backend begins, with what is kept of it. */
export async function beginDelegated(table: Table, item: Key & Item, activities: readonly Activity[]): Promise<void> {
  const failed = await table.transact([{ create: item }, ...activityParts(activities)], randomUUID());
  if (failed !== undefined) throw new Error("a random id was taken");
}

/** Whose it is from then on: the next generation's. A ticket, or a second claim at once, names the one before. */
export async function claimDelegated(
  table: Table,
  login: Login,
  activities: readonly Activity[],
  now: Instant,
): Promise<Login | Refused> {
  const { loginId, generation, from, browser } = login;
  const claim = {
    key: loginKey(loginId),
    update: `SET generation = generation + :one, #from = :from${browser === undefined ? "" : ", browser = :browser"}`,
    condition: "#state = :pending AND generation = :generation AND expiresAt > :now AND attribute_exists(delegated)",
    names: { "#state": "state", "#from": "from" },
    values: {
      ":one": 1,
      ":from": from,
      ":browser": browser,
      ":pending": "pending",
      ":generation": generation,
      ":now": now,
    },
  };
  const failed = await table.transact([{ update: claim }, ...activityParts(activities)], randomUUID());
  if (failed === undefined) return { ...login, generation: generation + 1 };
  const item = failed.get(0);
  return { refused: true, login: item && Login.parse(item) };
}

/** The result goes out once, within as long of the code's first handing over as the code can be asked for again. */
export async function redeem(
  table: Table,
  { loginId, generation, clientId }: Login,
  activities: readonly Activity[],
  now: Instant,
): Promise<boolean> {
  const mark = {
    key: loginKey(loginId),
    update: "SET redeemedAt = :now",
    condition:
      "#state = :complete AND generation = :generation AND expiresAt > :now AND issuedAt > :oldest AND " +
      "clientId = :client AND attribute_exists(delegated) AND attribute_not_exists(redeemedAt)",
    names: { "#state": "state" },
    values: {
      ":complete": "complete",
      ":generation": generation,
      ":now": now,
      ":oldest": now - repeatable,
      ":client": clientId,
    },
  };
  return (await table.transact([{ update: mark }, ...activityParts(activities)], randomUUID())) === undefined;
}
