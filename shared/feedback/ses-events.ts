import * as z from "zod/mini";
import type { DeliveryOutcome, DeliveryReport } from "../domain/delivery-report.ts";

const Tag = z.optional(z.array(z.string()).check(z.minLength(1)));

/** An event that a configuration set publishes, as far as it is read here (SES developer guide, event publishing). */
const SesEvent = z.object({
  eventType: z.string(),
  mail: z.object({
    tags: z.optional(z.object({ loginId: Tag, challengeId: Tag, sub: Tag, authenticatorId: Tag })),
  }),
  bounce: z.optional(z.object({ bounceType: z.string() })),
});

const outcomes: Readonly<Record<string, DeliveryOutcome>> = {
  Delivery: "delivered",
  DeliveryDelay: "delayed",
  Reject: "failed",
  "Rendering Failure": "failed",
  Complaint: "complained",
};

/** What SES tells of a mail of ours; nothing of events that say nothing of its arrival, or of mails without our tags. */
export function reportOfSesEvent(event: unknown): DeliveryReport | undefined {
  const { eventType, mail, bounce } = SesEvent.parse(event);
  const outcome = bounce === undefined ? outcomes[eventType] : bounceOutcome(bounce.bounceType);
  const { loginId, challengeId, sub, authenticatorId } = mail.tags ?? {};
  if (outcome === undefined || sub?.[0] === undefined || authenticatorId?.[0] === undefined) return undefined;
  return {
    channel: "email",
    outcome,
    of: { sub: sub[0], authenticatorId: authenticatorId[0], loginId: loginId?.[0], challengeId: challengeId?.[0] },
  };
}

/** A mailbox that is full or out of office for now is not dead. */
const bounceOutcome = (type: string): DeliveryOutcome => (type === "Permanent" ? "bounced" : "failed");
