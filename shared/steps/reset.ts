import type { Dependencies } from "../dependencies.ts";
import type { Account, Authenticator } from "../domain/account.ts";
import type { Traces } from "../domain/activity.ts";
import type { Instant } from "../domain/duration.ts";
import { placesOf } from "../domain/notice.ts";
import { Problem } from "../domain/problem.ts";
import { operatorsRecovery, type Recovery } from "../domain/recovery.ts";
import type { ResetScope } from "../domain/reset.ts";
import type { OperatorChange } from "../ports/administration.ts";
import { type Done, idOf, operatorTraces } from "./operate.ts";
import { registeredPlaces } from "./recover.ts";
import { retire } from "./retire.ts";

type Needs = Pick<Dependencies, "config" | "random">;

/** @throws Problem naming each id that is none of the account's, and a password that is not kept here. */
export function assertOwn(
  { authenticators }: Account,
  { authenticatorIds, password }: ResetScope,
  { config }: Pick<Needs, "config">,
): void {
  const own = new Set(authenticators.map(({ authenticatorId }) => authenticatorId));
  const errors = authenticatorIds.flatMap((id, place) =>
    own.has(id) ? [] : [{ pointer: `/authenticatorIds/${place}`, detail: "is none of the account's" }],
  );
  if (password && config.settings.password.verifier !== undefined)
    errors.push({ pointer: "/password", detail: "is kept by the operator's own directory: reset it there" });
  if (errors.length > 0) throw new Problem("invalid_request", { errors });
}

/**
 * What a reset makes of an account: the methods are gone, the password is void, and whatever was signed in ends. What
 * is taken away is told too: it may be where the owner still reads, and learns that it was not they who asked. Whoever
 * voids a password has looked at what is left: by that another may be chosen, whenever it was added.
 */
export function resetOf(
  account: Account,
  { authenticatorIds, password, recovery }: ResetScope,
  done: Done,
  now: Instant,
  needs: Needs,
): OperatorChange | undefined {
  const { subject } = account;
  const gone = account.authenticators.filter(({ authenticatorId }) => authenticatorIds.includes(authenticatorId));
  if (gone.length === 0 && !password && !recovery) return undefined;
  const { settings } = needs.config;
  const granted = recovery ? operatorsRecovery(idOf(needs.random), subject.epoch + 1, settings, now) : undefined;
  const { change } = retire(account, { remove: gone.map((one) => one.authenticatorId) }, settings);
  const methods = gone.length === 0 ? {} : change;
  const alsoTo = placesOf(gone.filter(isActive));
  const traces = (kind: Parameters<typeof operatorTraces>[0], told?: Parameters<typeof operatorTraces>[5]) =>
    operatorTraces(kind, subject, done, now, needs, told);
  return {
    ...methods,
    // What has to be set up anew does not go off meanwhile.
    subject: granted === undefined ? { ...methods.subject } : { recovery: granted },
    forgets: [...(methods.forgets ?? []), ...(password ? ["disavowedAt" as const] : [])],
    endsAccess: true,
    voidsPassword: password,
    ...together([
      ...(gone.length === 0 ? [] : [traces("methods_reset", { alsoTo })]),
      ...(password ? [traces("password_reset")] : []),
      ...(granted === undefined ? [] : [traces("recovery_granted", toldOf(granted, account))]),
    ]),
  };
}

/** Each address is told, and can stop it. */
const toldOf = ({ recoveryId, readyAt }: Recovery, account: Account) => ({
  recovery: { recoveryId, readyAt },
  alsoTo: registeredPlaces(account),
});

function together(all: readonly Traces[]): Traces {
  const [first, ...others] = all.flatMap(({ activities }) => activities);
  if (first === undefined) throw new Error("a reset leaves a trace");
  return { notices: all.flatMap(({ notices }) => notices), activities: [first, ...others] };
}

/** One that nobody proved is perhaps not its owner's. */
const isActive = ({ status }: Authenticator): boolean => status === "active";
