import { minutes } from "../../domain/duration.ts";
import { linkModeOf, modeOf } from "../../domain/link.ts";
import { maskEmail } from "../../domain/mask.ts";
import { linkEmail } from "../../messages/link-email.ts";
import type { SendingMethod } from "../method.ts";
import { urlIn } from "./url.ts";

/** A one-time URL by mail to a registered address; offered where the operator has switched it on. */
export const emailLink: SendingMethod<"email_link"> = {
  type: "email_link",
  channel: "email",
  // RFC 8176 has no value for mail: what is proved is that a second channel was used.
  amr: ["mca"],
  signsInOnly: true,

  offer: ({ authenticatorId, type, destination, status }, settings) =>
    type === "email" &&
    status === "active" &&
    settings.email.from !== undefined &&
    linkModeOf("email_link", settings) !== "off"
      ? { methodId: `email_link.${authenticatorId}`, type: "email_link", hint: maskEmail(destination) }
      : undefined,

  deliver: (asked) => ({
    channel: "email",
    to: asked.authenticator.destination,
    email: linkEmail(asked.locale, {
      mode: modeOf(asked.challenge) ?? "approve",
      shortName: asked.settings.service.shortName,
      url: urlIn(asked),
      reference: asked.challenge.reference,
      lifetimeMinutes: Math.max(1, Math.floor((asked.challenge.expiresAt - asked.challenge.lastSentAt) / minutes(1))),
    }),
  }),

  // Nothing is typed for a URL.
  verify: () => ({ right: false }),
};
