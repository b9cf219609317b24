import type { Dependencies } from "../../shared/dependencies.ts";
import type { Account, Authenticator } from "../../shared/domain/account.ts";
import type { Notice } from "../../shared/domain/notice.ts";
import { noticeEmail, noticeText } from "../../shared/messages/notices.ts";
import type { Handed, Refusal } from "../../shared/ports/handed.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "directory" | "email" | "log" | "outbox" | "sms">;

/** Refusals that another try will not change: the next number or address is taken. */
const final: ReadonlySet<Refusal> = new Set(["opted_out", "invalid_destination"]);

/**
 * Tells an account's owner what happened: by mail where there is an address, because it costs nothing and has room,
 * else by SMS; never at what the notice is about. A notice is settled once it is sent, or once it is sure that it never
 * can be.
 *
 * @throws Error when the provider failed for now: the stream hands the notice over again.
 */
export async function notify(notice: Notice, needs: Needs): Promise<void> {
  const { clock, directory, log, outbox } = needs;
  const { kind } = notice;
  const account = await directory.findAccount(notice.sub);
  const why = account === undefined ? "no_destination" : await tellOne(notice, account, needs);
  if (account !== undefined) await tellFormer(notice, account, needs);
  if (why === undefined) log.write("notice_sent", { kind });
  else log.write("notice_not_sent", { kind, why });
  return outbox.settle(notice, clock.now());
}

/** Tries one destination after the other. @returns why nobody was told, or nothing when it was sent. */
async function tellOne(
  notice: Notice,
  account: Account,
  needs: Needs,
): Promise<Refusal | "no_destination" | undefined> {
  let why: Refusal | "no_destination" = "no_destination";
  for (const destination of destinationsOf(account, notice, needs)) {
    const handed = await tell(notice, account, destination, needs);
    if (handed.sent) return undefined;
    why = handed.why;
    if (final.has(why)) continue;
    needs.log.write("notice_not_sent", { kind: notice.kind, why });
    throw new Error("the notice could not be sent for now");
  }
  return why;
}

/** What was the account's until this is told too, once, whatever comes of it: it may be where the owner still reads. */
async function tellFormer(notice: Notice, account: Account, needs: Needs): Promise<void> {
  for (const { type, destination } of notice.alsoTo ?? []) {
    if (type === "email" && needs.config.settings.email.from === undefined) continue;
    const handed = await tell(notice, account, { type, destination, authenticatorId: "former" }, needs);
    if (!handed.sent) needs.log.write("notice_not_sent", { kind: notice.kind, why: handed.why });
  }
}

/** Addresses first, then numbers, each in the order of the account. */
function destinationsOf({ authenticators }: Account, notice: Notice, { config }: Needs): Authenticator[] {
  const usable = authenticators.filter(
    ({ authenticatorId, status }) => status === "active" && authenticatorId !== notice.authenticatorId,
  );
  const alive = (channel: "sms" | "email") => (one: Authenticator) => !one.unreachableBy?.includes(channel);
  const hasMail = config.settings.email.from !== undefined;
  return [
    ...usable.filter(({ type }) => type === "email" && hasMail).filter(alive("email")),
    ...usable.filter(({ type, line }) => type === "phone" && line !== "fixed").filter(alive("sms")),
  ];
}

function tell(
  { kind, sub, at, authenticatorId: aboutId }: Notice,
  { subject, authenticators }: Account,
  { type, destination, authenticatorId }: Pick<Authenticator, "type" | "destination" | "authenticatorId">,
  { config, email, sms }: Needs,
): Promise<Handed> {
  const about = authenticators.find((one) => one.authenticatorId === aboutId);
  const words = { shortName: config.settings.service.shortName, about };
  if (type === "phone") return sms.send(destination, noticeText(kind, subject.locale, words));
  return email.send(destination, noticeEmail(kind, subject.locale, words, at), { sub, authenticatorId });
}
