import type { Dependencies } from "../dependencies.ts";
import { Problem } from "../domain/problem.ts";

type Needs = Pick<Dependencies, "config">;

/** @throws Problem `password_elsewhere` where passwords are the operator's own directory's. */
export function assertKeptHere({ config }: Needs): void {
  if (config.settings.password.verifier !== undefined) throw new Problem("password_elsewhere");
}

const trouble = (detail: string) => [{ pointer: "/password", detail }];

/** What is wrong with what is given of a new account's password: ours to keep, it is needed; else it has no place here. */
export function troubleWithGiven(given: Readonly<Record<string, unknown>>, { config }: Needs) {
  const isGiven = given.password !== undefined || given.passwordHash !== undefined;
  if (config.settings.password.verifier !== undefined)
    return isGiven ? trouble("is kept by the operator's own directory: leave it out") : [];
  return isGiven ? [] : trouble("is needed");
}
