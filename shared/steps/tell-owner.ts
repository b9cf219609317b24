import type { Dependencies } from "../dependencies.ts";
import type { Account, Authenticator, Subject } from "../domain/account.ts";
import { noticeLinkLife } from "../domain/account-token.ts";
import { isDisavowable, isRecoveryStep, type Notice } from "../domain/notice.ts";
import { noticeEmail, noticeText } from "../messages/notices.ts";
import type { Handed, Refusal } from "../ports/handed.ts";
import { accountLinkOf } from "./account-link.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "email" | "log" | "roots" | "sms">;
/** Whom notices are told to. */
export interface Spoken {
  readonly subject: Pick<Subject, "locale"> & Partial<Pick<Subject, "epoch">>;
  readonly authenticators: Account["authenticators"];
}
type Destination = Pick<Authenticator, "type" | "destination">;

/** Refusals that another try will not change: the next number or address is taken. */
export const final: ReadonlySet<Refusal> = new Set(["opted_out", "invalid_destination"]);

/** Who is to be told of something, by a name that stays: the owner, and each place that is told whatever else is. */
interface Recipient {
  readonly name: string;
  /** One after the other, until one is told. */
  readonly destinations: readonly Destination[];
}

/** Who was told now or is sure never to be, and whether somebody is left who could not be told for now. */
export interface Told {
  readonly told: readonly string[];
  readonly isAll: boolean;
}

/**
 * Tells what happened to all that are to know of it: to the owner by mail where there is an address, because it costs
 * nothing and has room, else by SMS, at what the notice is about only where there is no other; and to every place that it names besides.
 *
 * @param already who need not be told again.
 */
export async function tellOwner(
  notice: Notice,
  account: Spoken,
  already: readonly string[],
  needs: Needs,
): Promise<Told> {
  const { kind } = notice;
  const told = [...already];
  let isAll = true;
  for (const { name, destinations } of recipientsOf(notice, account, needs)) {
    if (told.includes(name)) continue;
    const why = await tellOne(notice, account, destinations, needs);
    if (why === undefined) needs.log.write("notice_sent", { kind });
    else needs.log.write("notice_not_sent", { kind, why });
    if (why === undefined || why === "no_destination" || final.has(why)) told.push(name);
    else isAll = false;
  }
  return { told, isAll };
}

function recipientsOf(notice: Notice, account: Spoken, { config }: Needs): readonly Recipient[] {
  const hasMail = config.settings.email.from !== undefined;
  const { kind, authenticatorId, alsoTo = [] } = notice;
  const inOrder = (all: readonly Destination[]) => [
    ...all.filter(({ type }) => type === "email" && hasMail),
    // One at each sign-in is promised by mail, and an SMS costs.
    ...all.filter(({ type }) => type === "phone" && kind !== "sign_in"),
  ];
  const own = account.authenticators
    .filter(isReachable)
    .filter((one) => !alsoTo.some(({ type, destination }) => type === one.type && destination === one.destination));
  const others = own.filter((one) => one.authenticatorId !== authenticatorId);
  // Whoever put a new one there reads it there: it is told only where there is no other.
  const about = kind === "destination_unreachable" ? [] : own.filter((one) => !others.includes(one));
  const destinations = [...inOrder(others), ...inOrder(about)];
  return [
    ...(destinations.length > 0 || alsoTo.length === 0 ? [{ name: "owner", destinations }] : []),
    ...alsoTo.map((one, place) => ({ name: `also#${place}`, destinations: inOrder([one]) })),
  ];
}

/** Whether a message arrives there, as far as is known. */
const isReachable = ({ type, status, line, unreachableBy = [] }: Authenticator): boolean =>
  status === "active" && line !== "fixed" && !unreachableBy.includes(type === "email" ? "email" : "sms");

/** @returns why nobody was told, or nothing when it was sent. */
async function tellOne(
  notice: Notice,
  account: Spoken,
  destinations: readonly Destination[],
  needs: Needs,
): Promise<Refusal | "no_destination" | undefined> {
  let why: Refusal | "no_destination" = "no_destination";
  for (const destination of destinations) {
    const handed = await tell(notice, account, destination, needs);
    if (handed.sent) return undefined;
    why = handed.why;
    if (!final.has(why)) return why;
  }
  return why;
}

async function tell(
  notice: Notice,
  { subject, authenticators }: Spoken,
  { type, destination }: Destination,
  needs: Needs,
): Promise<Handed> {
  const { config, email, sms } = needs;
  const { kind, sub, at, from, method, reason, recovery } = notice;
  const about = authenticators.find((one) => one.authenticatorId === notice.authenticatorId);
  const { service, texts } = config.settings;
  const words = {
    shortName: service.shortName,
    codeWord: texts.codeWord,
    at,
    from,
    method,
    reason,
    about,
    readyAt: recovery?.readyAt,
  };
  if (type === "phone") return sms.send(destination, noticeText(kind, subject.locale, words));
  const own = authenticators.find((one) => one.type === type && one.destination === destination);
  // What is the account's no more has no report to be kept with.
  const tags = own && { sub, authenticatorId: own.authenticatorId };
  // Where the account's mail is read no more, nobody is handed a way to end its sessions.
  const link = own === undefined ? {} : await linkOf(notice, subject, needs);
  return email.send(destination, noticeEmail(kind, subject.locale, { ...words, ...link }), tags);
}

/**
 * By which the owner says that it was somebody else, or stops a recovery; nothing for what nobody else can have done.
 */
async function linkOf(
  { kind, sub, recovery }: Notice,
  { epoch }: Spoken["subject"],
  { clock, config, roots }: Needs,
): Promise<{ readonly notMe?: string; readonly stopRecovery?: string }> {
  const until = clock.now() + noticeLinkLife;
  if (epoch === undefined) return {};
  if (recovery !== undefined && isRecoveryStep(kind)) {
    const token = await accountLinkOf("recovery-cancel", { sub, epoch, about: recovery.recoveryId }, until, { roots });
    return { stopRecovery: `${config.origin}/recovery/stop#${token}` };
  }
  if (!isDisavowable(kind)) return {};
  return { notMe: `${config.origin}/not-me#${await accountLinkOf("disavowal", { sub, epoch }, until, { roots })}` };
}
