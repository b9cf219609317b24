import { randomUUID } from "node:crypto";
import type { Traces } from "../../domain/activity.ts";
import { Login, type PasswordProof } from "../../domain/login.ts";
import type { Refused } from "../../ports/logins.ts";
import { loginKey } from "./keys.ts";
import type { Change, Table } from "./table.ts";
import { traceParts } from "./traces.ts";

/**
 * Completes a login whose second factor was proved first, by the password of the same epoch: a password that was
 * changed since voids the other proof too.
 */
export async function completeByLastPassword(
  table: Table,
  login: Login,
  proof: PasswordProof,
  epoch: number,
  traces: Traces,
): Promise<Login | Refused> {
  const { loginId, generation } = login;
  const complete: Change = {
    key: loginKey(loginId),
    update: "SET #state = :complete, #password = :proof, generation = generation + :one",
    condition:
      "#state = :pending AND generation = :generation AND expiresAt > :now AND " +
      "attribute_not_exists(#password) AND attribute_exists(secondFactor) AND epoch = :epoch",
    names: { "#state": "state", "#password": "password" },
    values: {
      ":complete": "complete",
      ":proof": proof,
      ":one": 1,
      ":pending": "pending",
      ":generation": generation,
      ":now": proof.at,
      ":epoch": epoch,
    },
  };
  const failed = await table.transact([{ update: complete }, ...traceParts(traces)], randomUUID());
  if (failed === undefined) return { ...login, state: "complete", password: proof, generation: generation + 1 };
  const stood = failed.get(0);
  return { refused: true, login: stood && Login.parse(stood) };
}
