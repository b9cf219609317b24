import type { Dependencies } from "../../shared/dependencies.ts";
import { codesOf, setBinding } from "../../shared/domain/backup-codes.ts";
import { toRfc3339 } from "../../shared/domain/duration.ts";
import { ownNotice } from "../../shared/domain/notice.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { unseal } from "../../shared/domain/seal.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { backupCodesOf } from "../../shared/steps/account-view.ts";
import { assertSteppedUp, holdSession, ownActivity } from "../../shared/steps/hold-session.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "directory" | "outbox" | "roots" | "sessions">;

/** Shows the current backup codes again, after a fresh second factor; it is kept and told before they are shown. */
export async function revealBackupCodes({ session }: RequestOf<"revealBackupCodes">, needs: Needs) {
  const held = await holdSession(session, needs);
  assertSteppedUp(held, "reveal_backup_codes");
  const { account, now } = held;
  const set = backupCodesOf(account)?.codes;
  if (set === undefined) throw new Problem("not_found", { detail: "there is no set of backup codes" });
  const { shown, setId, left } = set;
  const isShown = needs.config.settings.backupCodes.mayReveal && shown !== undefined;
  const root = isShown ? await needs.roots.reveal.find(shown.keyId) : undefined;
  if (!isShown || root === undefined) throw new Problem("forbidden", { detail: "these codes are not shown again" });

  const { sub } = account.subject;
  const seed = unseal(root.derive("backup-code-set"), shown.sealed, setBinding(sub, setId));
  const id = `${setId}#${now}`;
  const shownNow = ownActivity("backup_codes_shown", held, needs, { id });
  await needs.outbox.add(ownNotice("backup_codes_shown", { sub, id, at: now, from: held.session.from }), [shownNow]);
  return {
    codes: codesOf(seed).map((code, place) => ({ code, used: left[String(place)] === undefined })),
    createdAt: toRfc3339(set.createdAt),
  };
}
