import type { Dependencies } from "../dependencies.ts";
import { passwordLinkLife } from "../domain/account-token.ts";
import type { Instant } from "../domain/duration.ts";
import type { Notice } from "../domain/notice.ts";
import { waitAfter } from "../domain/notice-tries.ts";
import { mailPasswordLink } from "./mail-password-link.ts";
import { type Spoken, tellOwner } from "./tell-owner.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "directory" | "email" | "log" | "outbox" | "roots" | "sms">;

/** `later`: somebody could not be told for now · `not_ours`: it is settled, or others have it in hand. */
type Tried = "settled" | "later" | "not_ours";

/**
 * One try of a notice: taken in hand, told, and settled or put off. Whoever is killed on the way leaves it in hand,
 * and it comes again: a second copy, never none.
 */
export async function tryNotice(noticeId: string, needs: Needs): Promise<Tried> {
  const { clock, directory, log, outbox } = needs;
  const notice = await outbox.take(noticeId, clock.now());
  if (notice === undefined) return "not_ours";
  const found = await directory.findAccount(notice.sub);
  const account = found ?? goneOf(notice);
  if (account === undefined || isMoot(notice, account, clock.now())) {
    log.write("notice_not_sent", { kind: notice.kind, why: "no_destination" });
    await outbox.settle(notice, clock.now());
    return "settled";
  }
  const { told, isAll } =
    notice.kind === "password_link_asked" && found !== undefined
      ? await mailPasswordLink(notice, found, notice.told, needs)
      : await tellOwner(notice, account, notice.told, needs);
  if (isAll) {
    await outbox.settle(notice, clock.now());
    return "settled";
  }
  await outbox.postpone(notice, told, clock.now() + waitAfter(notice.tries));
  return "later";
}

/** What is left of an account that is gone: a language, for the places that the notice itself names. */
const goneOf = ({ locale }: Notice): Spoken | undefined =>
  locale === undefined ? undefined : { subject: { locale }, authenticators: [] };

/** What nothing arrives at may have been removed since, and a link that is over is of no use. */
const isMoot = ({ kind, authenticatorId, at }: Notice, { authenticators }: Spoken, now: Instant): boolean =>
  kind === "destination_unreachable"
    ? !authenticators.some((one) => one.authenticatorId === authenticatorId)
    : kind === "password_link_asked" && at + passwordLinkLife <= now;
