import type * as z from "zod/mini";
import type { ActivityKind } from "../contract/activity.ts";
import type { AdminAccount } from "../contract/schemas.ts";
import type { Dependencies } from "../dependencies.ts";
import type { Account, Subject } from "../domain/account.ts";
import { activityOf, type Traces } from "../domain/activity.ts";
import { leftOf } from "../domain/backup-codes.ts";
import { type Instant, toRfc3339 } from "../domain/duration.ts";
import { type Notice, type NoticeKind, ownNotice } from "../domain/notice.ts";
import type { Principal } from "../domain/principal.ts";
import { Problem } from "../domain/problem.ts";
import { type Recovery, recoveryOf } from "../domain/recovery.ts";
import type { OperatorChange } from "../ports/administration.ts";
import type { Settings } from "../settings.ts";
import { authenticatorViewOf, backupCodesOf, isListed } from "./account-view.ts";

type Needs = Pick<Dependencies, "administration" | "clock" | "config" | "directory" | "random">;

/** 128 bits, base64url. */
export const isId = (text: string): boolean => /^[A-Za-z0-9_-]{22}$/.test(text);

/** An account that is changed again and again while it is being read is left to the next call. */
const mostTries = 3;

/** @throws Problem `not_found` for what is no account's id, too. */
export async function accountOf(sub: string, { directory }: Pick<Needs, "directory">): Promise<Account> {
  const account = isId(sub) ? await directory.findAccount(sub) : undefined;
  if (account === undefined) throw new Problem("not_found", { detail: "there is no such account" });
  return account;
}

/** What is to be done with an account as it stands; nothing where it is so already. */
type Planning = (account: Account, now: Instant) => OperatorChange | undefined | Promise<OperatorChange | undefined>;

/** The account as it is then, and whether it was changed: `repeated` where that was done before. */
export interface Operated {
  readonly account: Account;
  readonly outcome: "done" | "repeated" | "nothing_to_do";
}

/**
 * Changes an account as it stands: read, planned and written, and all of it again where it was changed meanwhile.
 *
 * @throws Problem `not_found`, for a reset that is not to be confirmed any more too; `identifier_taken`,
 *   `changed_meanwhile`.
 */
export async function operateOnce(sub: string, plan: Planning, needs: Needs): Promise<Operated> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const account = await accountOf(sub, needs);
    const change = await plan(account, needs.clock.now());
    if (change === undefined) return { account, outcome: "nothing_to_do" };
    const outcome = await needs.administration.change(account, change);
    if (outcome === "done") return { account: applied(account, change), outcome };
    if (outcome === "repeated") return { account, outcome };
    if (outcome === "identifier_taken") throw new Problem("identifier_taken");
    if (outcome === "confirmed") throw new Problem("not_found", { detail: "there is no such reset" });
  }
  throw new Problem("changed_meanwhile");
}

/** @returns the account as it is then, whether there was anything to change or not. */
export const operate = async (sub: string, plan: Planning, needs: Needs): Promise<Account> =>
  (await operateOnce(sub, plan, needs)).account;

/** The account as the change leaves it. */
function applied({ subject, authenticators }: Account, change: OperatorChange): Account {
  const forgotten = Object.fromEntries((change.forgets ?? []).map((name) => [name, undefined]));
  const epoch = subject.epoch + (change.endsAccess ? 1 : 0);
  const put = change.put ?? [];
  const gone = new Set([...(change.remove ?? []), ...put.map(({ authenticatorId }) => authenticatorId)]);
  return {
    subject: { ...subject, ...change.subject, ...forgotten, epoch, version: subject.version + 1 },
    authenticators: [...authenticators.filter(({ authenticatorId }) => !gone.has(authenticatorId)), ...put],
  };
}

/** Who does it, and why. */
export interface Done {
  readonly principal: Principal;
  readonly reason: string;
}

/** What the owner is told of what the operator did, and what is kept of it. */
export function operatorTraces(
  kind: ActivityKind & NoticeKind,
  { sub, version }: Subject,
  { principal, reason }: Done,
  now: Instant,
  { config, random }: Pick<Needs, "config" | "random">,
  told: Pick<Notice, "alsoTo" | "recovery"> = {},
): Traces & { readonly notices: readonly [Notice] } {
  const facts = { by: "operator", principal: principal.arn, reason } as const;
  return {
    notices: [ownNotice(kind, { sub, id: idOf(random), at: now, from: {} }, { reason, ...told })],
    activities: [activityOf(kind, { sub, id: String(version + 1), at: now }, facts, config.settings)],
  };
}

export const idOf = (random: Needs["random"]): string => Buffer.from(random.bytes(16)).toString("base64url");

/** The account as the operator may see it: nothing of it opens anything, and destinations are masked. */
export function adminViewOf(account: Account, settings: Settings, now: Instant): z.infer<typeof AdminAccount> {
  const { subject, authenticators } = account;
  const codes = backupCodesOf(account)?.codes;
  const recovery = recoveryOf(subject, now);
  return {
    sub: subject.sub,
    identifier: subject.identifier,
    locale: subject.locale,
    status: subject.lockedAt === undefined ? "active" : "locked",
    enabled: subject.secondFactor,
    authenticators: authenticators.filter(isListed).map((one) => authenticatorViewOf(one, account, settings)),
    backupCodesLeft: codes === undefined ? 0 : leftOf(codes),
    ...(recovery === undefined ? {} : { recovery: recoveryViewOf(recovery) }),
    version: subject.version,
    createdAt: toRfc3339(subject.createdAt),
  };
}

const recoveryViewOf = ({ by, startedAt, readyAt, expiresAt }: Recovery) => ({
  by,
  startedAt: toRfc3339(startedAt),
  ...(readyAt === undefined ? {} : { readyAt: toRfc3339(readyAt) }),
  expiresAt: toRfc3339(expiresAt),
});
