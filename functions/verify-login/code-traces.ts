import type { Account, Authenticator } from "../../shared/domain/account.ts";
import { hintOf, loginActivity, type Traces } from "../../shared/domain/activity.ts";
import { fewLeft, leftOf } from "../../shared/domain/backup-codes.ts";
import type { Instant } from "../../shared/domain/duration.ts";
import type { Login, SecondFactorProof } from "../../shared/domain/login.ts";
import { type Notice, type NoticeKind, ownNotice } from "../../shared/domain/notice.ts";
import type { Recovery } from "../../shared/domain/recovery.ts";
import type { Settings } from "../../shared/settings.ts";
import { recoveryTraces } from "../../shared/steps/recover.ts";

/** What the owner is told of a right answer, and what is kept of it. */
export function tracesOf(
  login: Login,
  { subject }: Account,
  authenticator: Authenticator,
  { by, at }: SecondFactorProof,
  settings: Settings,
): Traces {
  const { loginId, sub, purpose, from } = login;
  const isTold = purpose === "sign_in" && subject.signInNotices;
  const kind = purpose === "sign_in" ? "signed_in" : "stepped_up";
  return {
    notices: [
      ...(isTold ? [ownNotice("sign_in", { sub, id: loginId, at, from })] : []),
      ...codeNotices(login, authenticator, at),
    ],
    activities: [loginActivity(kind, login, at, { method: by, ...hintOf(authenticator) }, settings)],
  };
}

/** A proof for a recovery is told to all, as each of its steps is. */
export function recoveryProved(
  login: Login,
  account: Account,
  authenticator: Authenticator,
  after: Recovery,
  now: Instant,
  settings: Settings,
): Traces {
  const about = { now, from: login.from, about: authenticator };
  const { notices, activities } = recoveryTraces("recovery_proved", account, after, about, settings);
  return { notices: [...notices, ...codeNotices(login, authenticator, now)], activities };
}

export const withTraces = (one: Traces, other: Traces | undefined): Traces => ({
  notices: [...one.notices, ...(other?.notices ?? [])],
  activities: [...one.activities, ...(other?.activities ?? [])],
});

/** What the owner is told of a backup code that is spent. */
export function codeNotices({ loginId, sub, from }: Login, { codes }: Authenticator, at: Instant): Notice[] {
  const left = codes === undefined ? undefined : leftOf(codes) - 1;
  const kinds: NoticeKind[] = [
    ...(left === undefined ? [] : (["backup_code_used"] as const)),
    ...(left === undefined || left > fewLeft ? [] : (["backup_codes_low"] as const)),
  ];
  return kinds.map((kind) => ownNotice(kind, { sub, id: loginId, at, from }));
}
