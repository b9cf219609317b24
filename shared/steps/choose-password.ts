import type { Device } from "../contract/device.ts";
import type { Dependencies } from "../dependencies.ts";
import type { Account } from "../domain/account.ts";
import { activityOf, type Traces } from "../domain/activity.ts";
import type { Instant } from "../domain/duration.ts";
import { canonicalPassword } from "../domain/identifier.ts";
import { ownNotice, placesOf } from "../domain/notice.ts";
import type { Session } from "../domain/session.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "directory" | "passwords">;

/** An account that is renamed meanwhile is left to the next call. */
const mostTries = 3;

/** A new password, and by what it was allowed. */
export interface Chosen {
  readonly kind: "password_changed" | "password_recovered";
  readonly password: string;
  readonly from: Device;
  /** Begins with the change, in the epoch after it. */
  readonly session?: Session;
}

/**
 * Puts a new password in the place of the one before. In one write the account's epoch moves, with which every login
 * under way, every session and the trust in every browser end; what had the password changed is settled. Everybody whom
 * the account knows is told.
 *
 * @returns whether it was done; not where the account is in another epoch by now.
 */
export async function choosePassword(account: Account, chosen: Chosen, needs: Needs): Promise<boolean> {
  const { sub, epoch } = account.subject;
  const passwordHash = await needs.passwords.hash(canonicalPassword(chosen.password));
  const now = needs.clock.now();
  let standing: Account | undefined = account;
  for (let tries = 0; tries < mostTries && standing?.subject.epoch === epoch; tries += 1) {
    const change = { passwordHash, session: chosen.session, ...tracesOf(standing, chosen, now, needs) };
    if (await needs.directory.setPassword(standing.subject, change)) return true;
    standing = await needs.directory.findAccount(sub);
  }
  return false;
}

function tracesOf(
  { subject, authenticators }: Account,
  { kind, from }: Chosen,
  now: Instant,
  { config }: Pick<Needs, "config">,
): Traces {
  const { sub, epoch } = subject;
  const id = `epoch-${epoch}`;
  const alsoTo = placesOf(authenticators.filter(({ status }) => status === "active"));
  return {
    notices: [ownNotice(kind, { sub, id, at: now, from }, { alsoTo })],
    activities: [activityOf(kind, { sub, id, at: now }, { from }, config.settings)],
  };
}
