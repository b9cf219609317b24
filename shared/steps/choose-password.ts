import type { Device } from "../contract/device.ts";
import type { Dependencies } from "../dependencies.ts";
import type { Account } from "../domain/account.ts";
import { activityOf, hintOf, type Traces } from "../domain/activity.ts";
import { doubtedOf } from "../domain/doubted.ts";
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
 * under way, every session and the trust in every browser end; what had the password changed is settled, and what its
 * owner's "not me" has put in doubt is gone. Everybody whom the account knows is told.
 *
 * @returns whether it was done; not where the account is in another epoch by now.
 */
export async function choosePassword(account: Account, chosen: Chosen, needs: Needs): Promise<boolean> {
  const { sub, epoch } = account.subject;
  const passwordHash = await needs.passwords.hash(canonicalPassword(chosen.password));
  const now = needs.clock.now();
  let standing: Account | undefined = account;
  for (let tries = 0; tries < mostTries && standing?.subject.epoch === epoch; tries += 1) {
    const change = { passwordHash, session: chosen.session, ...partingFrom(standing) };
    const traces = tracesOf(standing, chosen, now, needs);
    if (await needs.directory.setPassword(standing.subject, { ...change, ...traces })) return true;
    standing = await needs.directory.findAccount(sub);
  }
  return false;
}

/** What goes with the password of before. */
function partingFrom(account: Account) {
  const gone = doubtedOf(account).map(({ authenticatorId }) => authenticatorId);
  return { gone, forgetsDefault: gone.some((id) => account.subject.defaultMethodId?.endsWith(`.${id}`)) };
}

function tracesOf(account: Account, { kind, from }: Chosen, now: Instant, { config }: Pick<Needs, "config">): Traces {
  const { sub, epoch } = account.subject;
  const done = { sub, id: `epoch-${epoch}`, at: now };
  const alsoTo = placesOf(account.authenticators.filter(({ status }) => status === "active"));
  // Each by itself: its owner may have to add it again.
  const gone = doubtedOf(account)
    .filter(({ status }) => status !== "pending")
    .map((one) => ({ one, removed: { ...done, id: `${done.id}.${one.authenticatorId}` } }));
  return {
    notices: [
      ownNotice(kind, { ...done, from }, { alsoTo }),
      ...gone.map(({ one, removed }) => ownNotice("method_removed", { ...removed, from }, { method: one.type })),
    ],
    activities: [
      activityOf(kind, done, { from }, config.settings),
      ...gone.map(({ one, removed }) =>
        activityOf("method_removed", removed, { by: "service", from, ...hintOf(one) }, config.settings),
      ),
    ],
  };
}
