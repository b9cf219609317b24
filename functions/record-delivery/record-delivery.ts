import type { Dependencies } from "../../shared/dependencies.ts";
import { activityOf } from "../../shared/domain/activity.ts";
import { type DeliveryReport, deliveryStateBy, isDead, type Reported } from "../../shared/domain/delivery-report.ts";
import { type Instant, minutes, seconds } from "../../shared/domain/duration.ts";
import { unreachableNotice } from "../../shared/domain/notice.ts";
import { digestsOf } from "../../shared/domain/send-charges.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "directory" | "log" | "logins" | "outbox" | "roots">;

/**
 * What a provider reports of a message after the send: shown on the screen that waits for it, and where nothing
 * arrives any more, kept with the number or address, and told to its owner by another.
 */
export async function recordDelivery({ channel, outcome, of }: DeliveryReport, needs: Needs): Promise<void> {
  const { clock, config, directory, log, logins, outbox } = needs;
  log.write("delivery_reported", { outcome, channel });
  const meant = await findMeant(of, needs);
  if (meant === undefined) return;

  const { sub, authenticatorId, loginId, challengeId } = meant;
  const state = deliveryStateBy[outcome];
  if (state !== undefined && loginId !== undefined && challengeId !== undefined) {
    await logins.recordDelivery(loginId, challengeId, state);
  }
  if (!isDead(outcome)) return;
  const occasion = { sub, id: `${authenticatorId}.${channel}`, at: clock.now() };
  const dead = activityOf("method_unreachable", occasion, { by: "service" }, config.settings);
  if (await directory.markUnreachable(sub, authenticatorId, channel, dead)) {
    log.write("destination_unreachable", { channel });
  }
  // Even where it was marked before: the report may come again because the notice was not written.
  await outbox.add(unreachableNotice(sub, authenticatorId, channel, clock.now()));
}

/** How far the provider's time of a send may be from ours. */
const [early, late] = [seconds(5), minutes(1)];

/** What an SMS's report is of: the newest SMS to that number, if it was sent then; of an older one nobody waits. */
async function findMeant(of: Reported, { logins, roots }: Needs) {
  if (!("number" in of)) return of;
  const root = await roots.challenge.current();
  const { destination } = digestsOf({ type: "phone", destination: of.number }, root.derive("destination-digest"));
  const receipt = await logins.findReceipt(destination);
  return receipt !== undefined && isOfThatTime(of.sentAt, receipt.sentAt) ? receipt : undefined;
}

const isOfThatTime = (reported: Instant, sentAt: Instant): boolean =>
  reported >= sentAt - early && reported <= sentAt + late;
