import { randomUUID } from "node:crypto";
import type { Consumption } from "../../domain/consumption.ts";
import type { Instant } from "../../domain/duration.ts";
import type { Accepted, Answered } from "../../ports/logins.ts";
import { authenticatorKey, loginKey, sessionKey, subjectKey, throttleKey } from "./keys.ts";
import type { Change, Part, Table } from "./table.ts";
import { withRoom } from "./throttles.ts";
import { traceParts } from "./traces.ts";
import { newBrowserParts } from "./trusted-browsers.ts";

/**
 * Completes a login by the challenge that was answered, or takes it half the way where the password comes after, in one
 * transaction with everything that must hold for it:
 * the login is under way and asks just this challenge, the authenticator is in use, what the answer uses up is still
 * there, and the password has not been changed since. A right answer also takes back what it was charged, a step-up
 * is kept with the session that it is for, and what the owner is to be told of it is written with it.
 *
 * @returns of many right answers at once, one is accepted.
 */
export async function acceptSecondFactor(table: Table, answered: Answered, now: Instant): Promise<Accepted> {
  const { holder, challenge, consumes, refunds, within = [], stepUp, trusts } = answered;
  const failed = await table.transact(
    [
      { update: accepting(answered, now) },
      {
        update: { key: authenticatorKey(holder.sub, challenge.authenticatorId), ...using(consumes, answered.recovery) },
      },
      ...within.map((throttle) => ({ check: withRoom(throttle, now) })),
      subjectPartOf(answered, now),
      // A window that has closed since has nothing to take back, so the refund itself may not refuse.
      ...refunds.map((throttle) => ({
        update: {
          key: throttleKey(throttle.scope, throttle.key),
          update: "SET charges = charges - :one",
          condition: "attribute_exists(charges)",
          values: { ":one": 1 },
        },
      })),
      ...(stepUp === undefined ? [] : [steppingUp(holder.sub, stepUp, now)]),
      ...(trusts === undefined ? [] : newBrowserParts(trusts)),
      ...traceParts(answered),
    ],
    randomUUID(),
  );
  if (failed === undefined) return "accepted";
  if (within.some((_, place) => failed.has(place + 2))) return "full";
  return consumes !== undefined && !failed.has(0) && failed.has(1) ? "spent" : "refused";
}

const accepting = (answered: Answered, now: Instant): Change => {
  const { holder, challenge, proof, trusts } = answered;
  const { update, condition, values } = besidePassword(answered);
  return {
    key: loginKey(holder.loginId),
    update: `SET secondFactor = :proof, generation = generation + :one, ${update}${
      trusts === undefined ? "" : ", registered = :browser"
    }`,
    condition: `#state = :pending AND generation = :generation AND expiresAt > :now AND ${condition} AND attribute_not_exists(secondFactor) AND challenge.challengeId = :challenge AND challenge.expiresAt > :now`,
    names: { "#state": "state", "#password": "password" },
    values: {
      ":proof": proof,
      ":browser": trusts?.browser.browserId,
      ":one": 1,
      ":pending": "pending",
      ":generation": holder.generation,
      ":now": now,
      ":challenge": challenge.challengeId,
      ...values,
    },
  };
};

/** The password was not changed since; and where it was proved for a recovery, that goes on from where it was read. */
function subjectPartOf({ holder, epoch, recovery }: Answered, now: Instant): Part {
  const key = subjectKey(holder.sub);
  const values = { ":epoch": epoch };
  if (recovery === undefined) return { check: { key, update: "", condition: "epoch = :epoch", values } };
  const { before, after } = recovery;
  return {
    update: {
      key,
      update: "SET recovery = :after",
      condition:
        "epoch = :epoch AND recovery.recoveryId = :recovery AND recovery.expiresAt > :now AND size(recovery.proofs) = :count",
      values: {
        ...values,
        ":after": after,
        ":recovery": before.recoveryId,
        ":now": now,
        ":count": before.proofs.length,
      },
    },
  };
}

/** What the write assumes and makes of the password. Before a password nothing completes. */
function besidePassword({ password, epoch }: Answered): Pick<Change, "update" | "condition" | "values"> {
  const completing = { ":complete": "complete" };
  if (password === "proved") {
    return { update: "#state = :complete", condition: "attribute_exists(#password)", values: completing };
  }
  // The attempt was no wrong one, and there must be one left for the login to stand.
  if (password === "due") {
    return { update: "attemptsLeft = attemptsLeft + :one", condition: "attribute_not_exists(#password)" };
  }
  return {
    update: "#state = :complete, #password = :password",
    condition: "attribute_not_exists(#password) AND epoch = :epoch",
    values: { ...completing, ":password": password, ":epoch": epoch },
  };
}

/** The wrong answers in a row are forgotten, and what the answer uses up is gone: it must still be there. */
export function using(consumes: Consumption | undefined, recovery?: Answered["recovery"]): Omit<Change, "key"> {
  const names = { "#status": "status" };
  // A number or an address that is disabled is still its owner's, and proves that for a recovery.
  if (recovery !== undefined && consumes === undefined) {
    return { update: "SET missesInARow = :zero", condition: "attribute_exists(PK)", values: { ":zero": 0 } };
  }
  const active = { condition: "#status = :active", names };
  const values = { ":zero": 0, ":active": "active" };
  if (consumes === undefined) return { update: "SET missesInARow = :zero", ...active, values };
  if (consumes.kind === "totp_step") {
    return {
      update: "SET missesInARow = :zero, lastStep = :step",
      condition: `${active.condition} AND (attribute_not_exists(lastStep) OR lastStep < :step)`,
      names: active.names,
      values: { ...values, ":step": consumes.step },
    };
  }
  return {
    update: "REMOVE #codes.#left.#place SET missesInARow = :zero",
    condition: `${active.condition} AND #codes.setId = :set AND #codes.#left.#place = :mac`,
    names: { ...active.names, "#codes": "codes", "#left": "left", "#place": consumes.place },
    values: { ...values, ":set": consumes.setId, ":mac": consumes.mac },
  };
}

/** What was proved anew counts for the session that asked for it. */
export const steppingUp = (
  sub: string,
  { action, sessionId, authenticatorId }: NonNullable<Answered["stepUp"]>,
  now: Instant,
): Part => ({
  update: {
    key: sessionKey(sub, sessionId),
    update: "SET stepUps.#action = :proof",
    condition: "attribute_exists(PK) AND expiresAt > :now",
    names: { "#action": action },
    values: { ":now": now, ":proof": { at: now, authenticatorId } },
  },
});
