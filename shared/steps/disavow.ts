import type { Device } from "../contract/device.ts";
import type { Dependencies } from "../dependencies.ts";
import type { Account } from "../domain/account.ts";
import { activityOf, type Traces } from "../domain/activity.ts";
import type { Instant } from "../domain/duration.ts";
import { ownNotice, placesOf } from "../domain/notice.ts";

/** An account that is renamed while it is being disavowed is left to the next call. */
const mostTries = 3;

/**
 * "Not me": in one write the account's epoch moves, with which every login under way, every session and the trust in
 * every browser end, and its password is due to be changed. Everybody whom the account knows is told.
 *
 * @returns whether it was done; not where the account is in another epoch by now.
 */
export async function disavowAccount(
  account: Account,
  from: Device,
  needs: Pick<Dependencies, "clock" | "config" | "directory" | "habits">,
): Promise<boolean> {
  const { sub, epoch } = account.subject;
  const now = needs.clock.now();
  let standing: Account | undefined = account;
  for (let tries = 0; tries < mostTries && standing?.subject.epoch === epoch; tries += 1) {
    const [isDone] = await Promise.all([
      needs.directory.disavow(standing.subject, tracesOf(standing, from, now, needs), now),
      // Whoever it was may try again: the next sign-ins are looked at more closely.
      needs.habits.noteDenial(sub, now),
    ]);
    if (isDone) return true;
    standing = await needs.directory.findAccount(sub);
  }
  return false;
}

function tracesOf(
  { subject, authenticators }: Account,
  from: Device,
  now: Instant,
  { config }: Pick<Dependencies, "config">,
): Traces {
  const { sub, epoch } = subject;
  const id = `epoch-${epoch}`;
  const alsoTo = placesOf(authenticators.filter(({ status }) => status !== "pending"));
  return {
    notices: [ownNotice("disavowed", { sub, id, at: now, from }, { alsoTo })],
    activities: [activityOf("disavowed", { sub, id, at: now }, { from }, config.settings)],
  };
}
