import { randomUUID } from "node:crypto";
import { days, type Instant, toEpochSeconds } from "../../domain/duration.ts";
import { Login, repeatable } from "../../domain/login.ts";
import { type Logins, Receipt, type Refused } from "../../ports/logins.ts";
import { acceptSecondFactor, steppingUp } from "./accept-second-factor.ts";
import { activityParts } from "./activities.ts";
import { askAnew, completeByLastPassword } from "./complete-by-last-password.ts";
import { continueInto, decide } from "./decide.ts";
import { beginDelegated, claimDelegated, redeem } from "./delegated-logins.ts";
import { loginKey, receiptKey, requestKey } from "./keys.ts";
import { storeChallenge } from "./store-challenge.ts";
import type { Change, Item, Table, Written } from "./table.ts";
import { traceParts } from "./traces.ts";
import { newBrowserParts } from "./trusted-browsers.ts";

const names = { "#state": "state" };
/** The login is under way, and the holder's token is the newest. */
const underWay = "#state = :pending AND generation = :generation AND expiresAt > :now";
const underWayValues = (generation: number, now: Instant) => ({
  ":pending": "pending",
  ":generation": generation,
  ":now": now,
});

/** A change of a login that is under way and whose password was right. */
const afterPassword = (
  { loginId, generation }: Login,
  set: string,
  values: Item,
  now: Instant,
  more: Readonly<Record<string, string>> = {},
): Change => ({
  key: loginKey(loginId),
  update: `SET ${set}`,
  condition: `${underWay} AND attribute_exists(#password)`,
  names: { ...names, "#password": "password", ...more },
  values: { ...underWayValues(generation, now), ...values },
});

const itemOf = (login: Login) => ({
  ...loginKey(login.loginId),
  ...login,
  ttl: toEpochSeconds(login.expiresAt + days(1)),
});

const refusedOf = (item: Item | undefined): Refused => ({ refused: true, login: item && Login.parse(item) });
const outcome = (written: Written): Login | Refused =>
  written.done ? Login.parse(written.item) : refusedOf(written.item);

/**
 * Logins in the table.
 *
 *     pending ── password ──▶ pending ── second factor ──▶ complete ── token ──▶ issued (for 60 s again)
 *        │ └──── second factor ──▶ pending ── password ──────▲ ▲
 *        │ └──── both at once ─────────────────────────────────┘
 *        └────────── cancel, or denied elsewhere ──────┘            (each arrow: one conditional write)
 */
export const dynamodbLogins = (table: Table): Logins => ({
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
      condition: underWay,
      names,
      values: { ...underWayValues(holder.generation, now), ":cancelled": "cancelled" },
    };
    const failed = await table.transact([{ update: cancelled }, ...activityParts(activities)], randomUUID());
    return failed && refusedOf(failed.get(0));
  },

  acceptPassword: async (holder, proof, epoch) =>
    outcome(
      await table.update({
        key: loginKey(holder.loginId),
        // What was offered before the password names no destination.
        update: "REMOVE #methods SET #password = :proof, epoch = :epoch, generation = generation + :one",
        condition: `${underWay} AND attribute_not_exists(#password) AND attribute_not_exists(secondFactor)`,
        names: { ...names, "#password": "password", "#methods": "methods" },
        values: { ...underWayValues(holder.generation, proof.at), ":proof": proof, ":epoch": epoch, ":one": 1 },
      }),
    ),

  completeByLastPassword: (...parts) => completeByLastPassword(table, ...parts),
  askAnew: (...parts) => askAnew(table, ...parts),

  async completeByPassword(login, traces, now) {
    const { reason, trusted, exempted } = login;
    const complete = afterPassword(
      login,
      [
        "#state = :complete, #reason = :reason",
        ...(trusted === undefined ? [] : ["trusted = :trusted"]),
        ...(exempted === undefined ? [] : ["exempted = :exempted"]),
      ].join(", "),
      { ":complete": "complete", ":reason": reason, ":trusted": trusted, ":exempted": exempted },
      now,
      { "#reason": "reason" },
    );
    const stepUp = login.stepUp === undefined ? [] : [steppingUp(login.sub, login.stepUp, now)];
    const failed = await table.transact([{ update: complete }, ...stepUp, ...traceParts(traces)], randomUUID());
    return failed === undefined ? { ...login, state: "complete" } : refusedOf(failed.get(0));
  },

  async askForRisk(login, activities, now) {
    const ask = afterPassword(login, "#reason = :risk", { ":risk": "risk" }, now, { "#reason": "reason" });
    const failed = await table.transact([{ update: ask }, ...activityParts(activities)], randomUUID());
    return failed === undefined ? { ...login, reason: "risk" } : refusedOf(failed.get(0));
  },

  demandEnrolment: async (login, recoveryId, now) =>
    outcome(await table.update(afterPassword(login, "recoveryId = :recovery", { ":recovery": recoveryId }, now))),

  async refuse(login, traces, now) {
    const deny: Change = {
      key: loginKey(login.loginId),
      update: "SET #state = :denied, #reason = :risk",
      condition: underWay,
      names: { ...names, "#reason": "reason" },
      values: { ...underWayValues(login.generation, now), ":denied": "denied", ":risk": "risk" },
    };
    const failed = await table.transact([{ update: deny }, ...traceParts(traces)], randomUUID());
    return failed === undefined ? { ...login, state: "denied", reason: "risk" } : refusedOf(failed.get(0));
  },

  storeChallenge: (before, planned, now) => storeChallenge(table, before, planned, now),

  async recordUnsent(loginId, challenge, delivery) {
    await table.update({
      key: loginKey(loginId),
      update: "SET challenge.delivery = :delivery, sends = sends - :one",
      condition: "challenge.challengeId = :challenge AND challenge.lastSentAt = :sent",
      values: { ":delivery": delivery, ":one": 1, ":challenge": challenge.challengeId, ":sent": challenge.lastSentAt },
    });
  },

  async recordDelivery(loginId, challengeId, delivery) {
    const written = await table.update({
      key: loginKey(loginId),
      update: "SET challenge.delivery = :delivery",
      condition: "challenge.challengeId = :challenge AND #state = :pending",
      names,
      values: { ":delivery": delivery, ":challenge": challengeId, ":pending": "pending" },
    });
    return written.done;
  },

  async findReceipt(digest) {
    const item = await table.get(receiptKey(digest));
    return item && Receipt.parse(item);
  },

  chargeAttempt: async (holder, now) =>
    outcome(
      await table.update({
        key: loginKey(holder.loginId),
        update: "SET attemptsLeft = attemptsLeft - :one",
        condition: `${underWay} AND attemptsLeft > :zero AND challenge.expiresAt > :now AND attribute_not_exists(secondFactor)`,
        names,
        values: { ...underWayValues(holder.generation, now), ":one": 1, ":zero": 0 },
      }),
    ),

  chargeDecision: async ({ loginId, ...by }, now) =>
    outcome(
      await table.update({
        key: loginKey(loginId),
        update: "SET attemptsLeft = attemptsLeft - :one",
        condition:
          "#state = :pending AND expiresAt > :now AND attemptsLeft > :zero AND attribute_not_exists(decision) AND " +
          `challenge.expiresAt > :now AND attribute_exists(challenge.approval) AND ${"link" in by ? "challenge.#link.#number = :link" : "#sub = :sub"}`,
        names: { ...names, ...("link" in by ? { "#link": "link", "#number": "number" } : { "#sub": "sub" }) },
        values: {
          ":one": 1,
          ":zero": 0,
          ":pending": "pending",
          ":now": now,
          ...("link" in by ? { ":link": by.link } : { ":sub": by.sub }),
        },
      }),
    ),

  async markScanned({ loginId }, { challengeId }, sessionId, now) {
    const marked = await table.update({
      key: loginKey(loginId),
      update: "SET challenge.scannedBy = :session",
      condition:
        "#state = :pending AND expiresAt > :now AND attribute_not_exists(decision) AND " +
        "challenge.challengeId = :challenge AND challenge.expiresAt > :now",
      names,
      values: { ":session": sessionId, ":pending": "pending", ":now": now, ":challenge": challengeId },
    });
    return marked.done;
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
