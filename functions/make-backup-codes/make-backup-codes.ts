import { createHmac } from "node:crypto";
import type { Dependencies } from "../../shared/dependencies.ts";
import type { Authenticator, BackupCodeSet } from "../../shared/domain/account.ts";
import { backupCodeMac, backupCodesId, codesOf, setBinding, setIdOf } from "../../shared/domain/backup-codes.ts";
import { toRfc3339 } from "../../shared/domain/duration.ts";
import { ownNotice } from "../../shared/domain/notice.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { seal } from "../../shared/domain/seal.ts";
import { everythingOpen } from "../../shared/domain/sending-state.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { offersOf } from "../../shared/methods/index.ts";
import { backupCodesOf } from "../../shared/steps/account-view.ts";
import { assertSteppedUp, type Held, holdSession, ownActivity } from "../../shared/steps/hold-session.ts";

type Needs = Pick<Dependencies, "authenticators" | "clock" | "config" | "directory" | "random" | "roots" | "sessions">;

/**
 * Makes a new set of backup codes, which takes the place of the one before in the same write. The same call under its
 * idempotency key shows the same set, and makes none.
 */
export async function makeBackupCodes({ session, idempotencyKey }: RequestOf<"makeBackupCodes">, needs: Needs) {
  const held = await holdSession(session, needs);
  assertSteppedUp(held, "make_backup_codes");
  const { account, now } = held;
  assertBesideAnother(held, needs);

  const { sub, epoch, version } = account.subject;
  const reveal = await needs.roots.reveal.current();
  // Of one version, which never comes back: a key that is used again later revives no set that is void.
  const seedOn = (basis: number) =>
    createHmac("sha256", reveal.derive("backup-code-set")).update(`${sub}#${basis}#${idempotencyKey}`).digest();
  const standing = backupCodesOf(account)?.codes;
  if (idempotencyKey !== undefined && standing !== undefined) {
    const seed = seedOn(standing.basis);
    if (standing.setId === setIdOf(seed)) return shownOf(codesOf(seed), standing);
  }

  const seed = idempotencyKey === undefined ? needs.random.bytes(32) : seedOn(version);
  const codes = codesOf(seed);
  const made = await setOf(seed, codes, held, needs);
  const notices = [ownNotice("backup_codes_made", { sub, id: made.setId, at: now, from: held.session.from })];
  const activities = [ownActivity("backup_codes_made", held, needs)] as const;
  const change = { put: [authenticatorOf(made)], notices, activities };
  const isMade = await needs.authenticators.change({ sub, epoch, version }, change);
  if (!isMade) throw new Problem("changed_meanwhile");
  return shownOf(codes, made);
}

/** Backup codes are for when another method fails, and are none by themselves. */
function assertBesideAnother({ account }: Held, { config }: Needs): void {
  const others = offersOf(account, config.settings, everythingOpen).filter(({ offer }) => offer.type !== "backup_code");
  if (account.subject.secondFactor && others.length > 0) return;
  throw new Problem("last_method", {
    detail: "backup codes stand beside another method: add one and switch it on first",
  });
}

async function setOf(
  seed: Uint8Array,
  codes: readonly string[],
  { account, now }: Held,
  { config, random, roots }: Needs,
): Promise<BackupCodeSet> {
  const [vault, reveal] = await Promise.all([roots.vault.current(), roots.reveal.current()]);
  const salt = Buffer.from(random.bytes(16)).toString("base64url");
  const key = vault.derive("backup-code");
  const setId = setIdOf(seed);
  const shown = {
    keyId: reveal.keyId,
    sealed: seal(reveal.derive("backup-code-set"), seed, setBinding(account.subject.sub, setId)),
  };
  return {
    setId,
    basis: account.subject.version,
    keyId: vault.keyId,
    salt,
    left: Object.fromEntries(codes.map((code, place) => [String(place), backupCodeMac(key, salt, code)])),
    total: codes.length,
    ...(config.settings.backupCodes.mayReveal ? { shown } : {}),
    createdAt: now,
  };
}

const authenticatorOf = (codes: BackupCodeSet): Authenticator => ({
  authenticatorId: backupCodesId,
  type: "backup_codes",
  destination: "",
  status: "active",
  codes,
  missesInARow: 0,
  createdAt: codes.createdAt,
});

const shownOf = (codes: readonly string[], { left, createdAt }: BackupCodeSet) => ({
  codes: codes.map((code, place) => ({ code, used: left[String(place)] === undefined })),
  createdAt: toRfc3339(createdAt),
});
