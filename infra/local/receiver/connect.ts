import { randomUUID } from "node:crypto";
import * as z from "zod/mini";
import { placeCall } from "./call.ts";
import { callCenterActions, ensureFlow } from "./call-center.ts";
import type { Mailbox } from "./messages.ts";
import { parseInput, restJson, type Service } from "./wire.ts";

/** How long a call takes, from the request until it is hung up. */
const callMs = 30_000;

const number = z.string().check(z.regex(/^\+[1-9]\d{6,14}$/, "must be in E.164 form"));
const attributeName = z.string().check(z.regex(/^[\w-]+$/, "may have letters, digits, - and _ alone"));

const StartOutboundVoiceContact = z.object({
  DestinationPhoneNumber: number,
  SourcePhoneNumber: z.optional(number),
  ContactFlowId: z.string(),
  InstanceId: z.string(),
  ClientToken: z.optional(z.string().check(z.maxLength(500))),
  TrafficType: z.optional(z.enum(["GENERAL", "CAMPAIGN"])),
  Attributes: z.optional(
    z
      .record(attributeName, z.string())
      .check(z.refine((given) => bytesOf(given) <= 32_768, "must have no more than 32,768 bytes in all")),
  ),
});

/**
 * Connect, as far as calls that it makes go, and what it tells of itself. A call's text is what the deployed flow says
 * to a person who presses the key on the screen.
 *
 * @param now milliseconds since 1970, by the handlers' clock.
 */
export function createConnect(mailbox: Mailbox, now: () => number = () => Date.now()): Service {
  const running = new Map<string, { readonly id: string; readonly endsAt: number }>();
  return restJson({
    ...callCenterActions,
    "PUT /contact/outbound-voice": (input) => {
      const contact = parseInput(StartOutboundVoiceContact, input, "InvalidParameterException");
      const { DestinationPhoneNumber: to, ClientToken: token = randomUUID(), Attributes = {} } = contact;
      ensureFlow(contact.InstanceId, contact.ContactFlowId);
      // As on AWS, a token does not stop a second call: one that comes when the first has ended rings again.
      const known = running.get(token);
      if (known !== undefined && now() < known.endsAt) return { ContactId: known.id };
      const id = randomUUID();
      running.set(token, { id, endsAt: now() + callMs });
      const { call, language } = placeCall(Attributes);
      const text = call.heard.withKey.join("\n");
      mailbox.add({ id, channel: "voice", to, text, ...(language && { language }), call, request: input });
      return { ContactId: id };
    },
  });
}

const bytesOf = (given: Readonly<Record<string, string>>): number =>
  Buffer.byteLength(Object.entries(given).flat().join(""));
