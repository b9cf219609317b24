import type { Dependencies } from "../../shared/dependencies.ts";
import type { Notice } from "../../shared/domain/notice.ts";
import { noticeText } from "../../shared/messages/notices.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "directory" | "log" | "outbox" | "sms">;

/** Refusals that another try will not change. */
const final = new Set(["opted_out", "invalid_destination"]);

/**
 * Tells an account's owner what happened, by SMS to the first number in use. A notice is settled once it is sent, or
 * once it is sure that it never can be.
 *
 * @throws Error when the provider failed for now: the stream hands the notice over again.
 */
export async function notify(notice: Notice, { clock, config, directory, log, outbox, sms }: Needs): Promise<void> {
  const { settings } = config;
  const { kind } = notice;
  const account = await directory.findAccount(notice.sub);
  const phone = account?.authenticators.find(({ type, status }) => type === "phone" && status === "active");
  if (account === undefined || phone === undefined) {
    log.write("notice_not_sent", { kind, why: "no_destination" });
    return outbox.settle(notice, clock.now());
  }

  const handed = await sms.send(
    phone.destination,
    noticeText(kind, account.subject.locale, settings.service.shortName),
  );
  if (handed.sent) log.write("notice_sent", { kind });
  else log.write("notice_not_sent", { kind, why: handed.why });
  if (handed.sent || final.has(handed.why)) return outbox.settle(notice, clock.now());
  throw new Error("the notice could not be sent for now");
}
