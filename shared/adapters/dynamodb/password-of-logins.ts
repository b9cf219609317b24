import { randomUUID } from "node:crypto";
import type { Instant } from "../../domain/duration.ts";
import type { Login } from "../../domain/login.ts";
import type { Logins } from "../../ports/logins.ts";
import { steppingUp } from "./accept-second-factor.ts";
import { activityParts } from "./activities.ts";
import { loginKey } from "./keys.ts";
import { names, outcome, refusedOf, underWay, underWayValues } from "./login-writes.ts";
import type { Change, Item, Table } from "./table.ts";
import { traceParts } from "./traces.ts";

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

/** What a right password does to a login, and what is judged after it. */
export const passwordOfLogins = (
  table: Table,
): Pick<Logins, "acceptPassword" | "completeByPassword" | "askForRisk" | "demandEnrolment" | "refuse"> => ({
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
    const update = login.challenge === undefined ? `${ask.update} REMOVE challenge` : ask.update;
    const failed = await table.transact([{ update: { ...ask, update } }, ...activityParts(activities)], randomUUID());
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
});
