import type * as z from "zod/mini";
import type { CreateAccount } from "../contract/schemas.ts";
import type { Dependencies } from "../dependencies.ts";
import { type Account, type Authenticator, newSubject } from "../domain/account.ts";
import type { Instant } from "../domain/duration.ts";
import { canonicalIdentifier, identifierKeyOf } from "../domain/identifier.ts";
import { parsePhone } from "../domain/phone.ts";
import { everythingOpen } from "../domain/sending-state.ts";
import { offersOf } from "../methods/index.ts";
import { idOf } from "./operate.ts";

type Needs = Pick<Dependencies, "config" | "random">;
type Body = Pick<z.output<typeof CreateAccount>, "identifier" | "phones" | "emails" | "locale">;

interface Trouble {
  readonly pointer: string;
  readonly detail: string;
}

/** What is wrong with a new account, each by its place; nothing where all is well. */
export function troubleWith({ identifier, phones }: Body, { config }: Pick<Needs, "config">): Trouble[] {
  return [
    ...(canonicalIdentifier(identifier) === "" ? [{ pointer: "/identifier", detail: "must not be blank" }] : []),
    ...phones.flatMap((typed, place) => {
      const phone = parsePhone(typed, config.settings.sends.countries);
      return typeof phone === "string" ? [{ pointer: `/phones/${place}`, detail: phone }] : [];
    }),
  ];
}

/**
 * An account of what the operator names, which counts as verified; two-step verification is on where there is a way.
 * `troubleWith` has found nothing wrong with it.
 */
export function newAccount(body: Body, sub: string, now: Instant, needs: Needs) {
  const { settings } = needs.config;
  const identifier = canonicalIdentifier(body.identifier);
  const authenticators = authenticatorsOf(body, now, needs);
  const { locale = settings.locale } = body;
  const unproved = { sub, identifier, locale, secondFactor: false, epoch: 0, createdAt: now, ...newSubject(settings) };
  const isUsable = offersOf({ subject: unproved, authenticators }, settings, everythingOpen).length > 0;
  const account: Account = { subject: { ...unproved, secondFactor: isUsable }, authenticators };
  return { account, credential: { identifierKey: identifierKeyOf(identifier), sub, epoch: 0 } };
}

function authenticatorsOf({ phones, emails }: Body, now: Instant, { config, random }: Needs): Authenticator[] {
  // A millisecond apart, so that they are offered in the order in which they were named.
  let createdAt = now;
  const fresh = () =>
    ({ authenticatorId: idOf(random), status: "active", missesInARow: 0, createdAt: createdAt++ }) as const;
  return [
    ...phones.flatMap((typed) => {
      const phone = parsePhone(typed, config.settings.sends.countries);
      if (typeof phone === "string") return [];
      return [
        { ...fresh(), type: "phone", destination: phone.e164, country: phone.country, line: phone.line } as const,
      ];
    }),
    ...emails.map((address) => ({ ...fresh(), type: "email", destination: address }) as const),
  ];
}
