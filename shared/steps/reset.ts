import type { Dependencies } from "../dependencies.ts";
import type { Account, Authenticator } from "../domain/account.ts";
import type { Traces } from "../domain/activity.ts";
import type { Instant } from "../domain/duration.ts";
import { placesOf } from "../domain/notice.ts";
import { Problem } from "../domain/problem.ts";
import type { ResetScope } from "../domain/reset.ts";
import type { OperatorChange } from "../ports/administration.ts";
import { type Done, operatorTraces } from "./operate.ts";
import { retire } from "./retire.ts";

type Needs = Pick<Dependencies, "config" | "random">;

/** @throws Problem naming each id that is none of the account's. */
export function assertOwn({ authenticators }: Account, { authenticatorIds }: ResetScope): void {
  const own = new Set(authenticators.map(({ authenticatorId }) => authenticatorId));
  const errors = authenticatorIds.flatMap((id, place) =>
    own.has(id) ? [] : [{ pointer: `/authenticatorIds/${place}`, detail: "is none of the account's" }],
  );
  if (errors.length > 0) throw new Problem("invalid_request", { errors });
}

/**
 * What a reset makes of an account: the methods are gone, the password is void, and whatever was signed in ends. What
 * is taken away is told too: it may be where the owner still reads, and learns that it was not they who asked.
 */
export function resetOf(
  account: Account,
  { authenticatorIds, password }: ResetScope,
  done: Done,
  now: Instant,
  needs: Needs,
): OperatorChange | undefined {
  const { subject } = account;
  const gone = account.authenticators.filter(({ authenticatorId }) => authenticatorIds.includes(authenticatorId));
  if (gone.length === 0 && !password) return undefined;
  const methods = () => operatorTraces("methods_reset", subject, done, now, needs, placesOf(gone.filter(isActive)));
  const own = () => operatorTraces("password_reset", subject, done, now, needs);
  const traces = gone.length === 0 ? own() : password ? together(methods(), own()) : methods();
  const { change } = retire(account, { remove: gone.map((one) => one.authenticatorId) }, needs.config.settings);
  return {
    ...(gone.length === 0 ? {} : change),
    endsAccess: true,
    voidsPassword: password,
    ...traces,
  };
}

const together = (one: Traces, other: Traces): Traces => ({
  notices: [...one.notices, ...other.notices],
  activities: [...one.activities, ...other.activities],
});

/** One that nobody proved is perhaps not its owner's. */
const isActive = ({ status }: Authenticator): boolean => status === "active";
