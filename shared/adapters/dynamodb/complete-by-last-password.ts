import { randomUUID } from "node:crypto";
import type { Activity, Traces } from "../../domain/activity.ts";
import { Login, type PasswordProof } from "../../domain/login.ts";
import type { Refused } from "../../ports/logins.ts";
import { activityParts } from "./activities.ts";
import { loginKey } from "./keys.ts";
import type { Change, Item, Table } from "./table.ts";
import { traceParts } from "./traces.ts";

/** A login whose second factor was proved first, by the password of the same epoch. */
const byLastPassword = (
  { loginId, generation }: Login,
  proof: PasswordProof,
  epoch: number,
  { update, names, values }: Pick<Change, "update" | "names" | "values">,
): Change => ({
  key: loginKey(loginId),
  update,
  condition:
    "#state = :pending AND generation = :generation AND expiresAt > :now AND " +
    "attribute_not_exists(#password) AND attribute_exists(secondFactor) AND epoch = :epoch",
  names: { "#state": "state", "#password": "password", ...names },
  values: {
    ":proof": proof,
    ":one": 1,
    ":pending": "pending",
    ":generation": generation,
    ":now": proof.at,
    ":epoch": epoch,
    ...values,
  },
});

/** Completes it. A password that was changed since voids the other proof too. */
export async function completeByLastPassword(
  table: Table,
  login: Login,
  proof: PasswordProof,
  epoch: number,
  traces: Traces,
): Promise<Login | Refused> {
  const complete = byLastPassword(login, proof, epoch, {
    update: "SET #state = :complete, #password = :proof, generation = generation + :one",
    values: { ":complete": "complete" },
  });
  const failed = await table.transact([{ update: complete }, ...traceParts(traces)], randomUUID());
  if (failed === undefined) return { ...login, state: "complete", password: proof, generation: login.generation + 1 };
  return refusedOf(failed.get(0));
}

/** Takes the password, and drops the second factor with all that led to it: another is due. */
export async function askAnew(
  table: Table,
  login: Login,
  proof: PasswordProof,
  epoch: number,
  activities: readonly Activity[],
): Promise<Login | Refused> {
  const ask = byLastPassword(login, proof, epoch, {
    update:
      "SET #password = :proof, #reason = :risk, generation = generation + :one " +
      "REMOVE secondFactor, challenge, decision, claimedAt, #methods",
    names: { "#reason": "reason", "#methods": "methods" },
    values: { ":risk": "risk" },
  });
  const failed = await table.transact([{ update: ask }, ...activityParts(activities)], randomUUID());
  if (failed !== undefined) return refusedOf(failed.get(0));
  const { secondFactor, challenge, decision, claimedAt, methods, ...kept } = login;
  return { ...kept, reason: "risk", password: proof, generation: login.generation + 1 };
}

const refusedOf = (stood: Item | undefined): Refused => ({ refused: true, login: stood && Login.parse(stood) });
