import { randomUUID } from "node:crypto";
import { days, toEpochSeconds } from "../../domain/duration.ts";
import { Login, repeatable } from "../../domain/login.ts";
import { type Logins, Receipt } from "../../ports/logins.ts";
import { acceptSecondFactor } from "./accept-second-factor.ts";
import { activityParts } from "./activities.ts";
import { challengeOfLogins } from "./challenge-of-logins.ts";
import { askAnew, completeByLastPassword } from "./complete-by-last-password.ts";
import { continueInto, decide } from "./decide.ts";
import { beginDelegated, claimDelegated, redeem } from "./delegated-logins.ts";
import { loginKey, receiptKey, requestKey } from "./keys.ts";
import { names, outcome, refusedOf, underWay, underWayValues } from "./login-writes.ts";
import { passwordOfLogins } from "./password-of-logins.ts";
import { storeChallenge } from "./store-challenge.ts";
import type { Change, Table } from "./table.ts";
import { traceParts } from "./traces.ts";
import { newBrowserParts } from "./trusted-browsers.ts";

const itemOf = (login: Login) => ({
  ...loginKey(login.loginId),
  ...login,
  ttl: toEpochSeconds(login.expiresAt + days(1)),
});

/**
 * Logins in the table.
 *
 *     pending ── password ──▶ pending ── second factor ──▶ complete ── token ──▶ issued (for 60 s again)
 *        │ └──── second factor ──▶ pending ── password ──────▲ ▲
 *        │ └──── both at once ─────────────────────────────────┘
 *        └────────── cancel, or denied elsewhere ──────┘            (each arrow: one conditional write)
 */
export const dynamodbLogins = (table: Table): Logins => ({
  ...passwordOfLogins(table),
  ...challengeOfLogins(table),

  async create(login) {
    const written = await table.create(itemOf(login));
    return written.done || written.item === undefined ? undefined : Login.parse(written.item);
  },

  begin: (login, activities) => beginDelegated(table, itemOf(login), activities),

  claimDelegated: (login, activities, now) => claimDelegated(table, login, activities, now),

  redeem: (login, activities, now) => redeem(table, login, activities, now),

  async find(loginId) {
    const item = await table.get(loginKey(loginId));
    return item && Login.parse(item);
  },

  async cancel(holder, activities, now) {
    const cancelled: Change = {
      key: loginKey(holder.loginId),
      update: "SET #state = :cancelled",
      condition: `${underWay} AND #sub = :sub`,
      names: { ...names, "#sub": "sub" },
      values: { ...underWayValues(holder.generation, now), ":sub": holder.sub, ":cancelled": "cancelled" },
    };
    const failed = await table.transact([{ update: cancelled }, ...activityParts(activities)], randomUUID());
    return failed && refusedOf(failed.get(0));
  },

  completeByLastPassword: (...parts) => completeByLastPassword(table, ...parts),

  askAnew: (...parts) => askAnew(table, ...parts),

  storeChallenge: (before, planned, now) => storeChallenge(table, before, planned, now),

  async findReceipt(digest) {
    const item = await table.get(receiptKey(digest));
    return item && Receipt.parse(item);
  },

  async findAsked(sub, now) {
    const { PK, SK } = requestKey(sub, "");
    const items = await table.query(PK, { from: SK, to: `${SK}~` });
    return items.flatMap((item) => (Number(item.expiresAt) > now ? [String(item.loginId)] : []));
  },

  decide: (decided, now) => decide(table, decided, now),

  continueInto: (continued, now) => continueInto(table, continued, now),

  claim: async (loginId, generation, now) =>
    outcome(
      await table.update({
        key: loginKey(loginId),
        update: "SET claimedAt = :now",
        condition: "generation = :generation AND expiresAt > :now AND attribute_not_exists(claimedAt)",
        values: { ":generation": generation, ":now": now },
      }),
    ),

  acceptSecondFactor: (answered, now) => acceptSecondFactor(table, answered, now),

  async trust(holder, added, traces, now) {
    const registration: Change = {
      key: loginKey(holder.loginId),
      update: "SET registered = :browser",
      condition:
        "#state = :complete AND generation = :generation AND expiresAt > :now AND " +
        "attribute_exists(secondFactor) AND attribute_not_exists(registered)",
      names,
      values: {
        ":complete": "complete",
        ":generation": holder.generation,
        ":now": now,
        ":browser": added.browser.browserId,
      },
    };
    const parts = [{ update: registration }, ...newBrowserParts(added), ...traceParts(traces)];
    const failed = await table.transact(parts, randomUUID());
    return failed === undefined;
  },

  issue: async (holder, now) =>
    outcome(
      await table.update({
        key: loginKey(holder.loginId),
        update: "SET issuedAt = if_not_exists(issuedAt, :now)",
        condition:
          "#state = :complete AND generation = :generation AND expiresAt > :now AND " +
          "(attribute_not_exists(issuedAt) OR issuedAt > :oldest)",
        names,
        values: {
          ":complete": "complete",
          ":generation": holder.generation,
          ":now": now,
          ":oldest": now - repeatable,
        },
      }),
    ),
});
