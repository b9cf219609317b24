import { randomUUID } from "node:crypto";
import * as z from "zod/mini";
import type { Mailbox } from "./messages.ts";
import { parseInput, restJson, type Service } from "./wire.ts";

const StartOutboundVoiceContact = z.object({
  DestinationPhoneNumber: z.string().check(z.regex(/^\+[1-9]\d{6,14}$/, "must be in E.164 form")),
  ContactFlowId: z.string(),
  InstanceId: z.string(),
  ClientToken: z.optional(z.string()),
  Attributes: z.optional(z.record(z.string(), z.string())),
});

/** Connect, as far as calls that it makes go. The flow is not run: a call's text is what the flow was given to say. */
export function createConnect(mailbox: Mailbox): Service {
  const contacts = new Map<string, string>();
  return restJson({
    "PUT /contact/outbound-voice": (input) => {
      const contact = parseInput(StartOutboundVoiceContact, input, "InvalidParameterException");
      const { DestinationPhoneNumber: to, ClientToken: token = randomUUID(), Attributes = {} } = contact;
      const known = contacts.get(token);
      if (known !== undefined) return { ContactId: known };
      const id = randomUUID();
      contacts.set(token, id);
      const language = languageOf(Attributes);
      const said = Object.entries(Attributes).filter(([name]) => !languageNames.has(name));
      const text = said.map(([, value]) => value).join("\n");
      mailbox.add({ id, channel: "voice", to, text, ...(language && { language }), request: input });
      return { ContactId: id };
    },
  });
}

/** Attributes that say in which language, and are not said themselves. */
const languageNames = new Set(["language", "locale"]);

/** From such an attribute, or from SSML that is marked. */
function languageOf(attributes: Readonly<Record<string, string>>): string | undefined {
  const marked = /xml:lang="([a-z]{2})/.exec(Object.values(attributes).join("\n"))?.[1];
  return (attributes.language ?? attributes.locale)?.slice(0, 2) ?? marked;
}
