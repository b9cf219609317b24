import type { Client } from "../../shared/contract/client.ts";
import { mayAdd } from "../service.ts";

const all = ["sms", "voice", "email"] as const;

/** A number or an address that is to be added, and how its code comes. */
export interface Destination {
  readonly kind: (typeof all)[number];
  /** As it was typed. */
  readonly typed: string;
}

/** The authenticator that it will be. */
export const typeOf = ({ kind }: Pick<Destination, "kind">) => (kind === "email" ? "email" : "phone");

/** What can be added here, and what is suggested first. */
export const kinds = all.filter((kind) => mayAdd(typeOf({ kind })));
export const nothingTyped: Destination = { kind: kinds[0] ?? "sms", typed: "" };

/** The method that its code comes by. */
export const methodOf = ({ kind }: Destination) =>
  (({ sms: "sms_code", voice: "voice", email: "email_code" }) as const)[kind];

/** What adds it. */
export const additionOf = (
  destination: Destination,
  replaces: string | undefined,
): Parameters<Client["addAuthenticator"]>[0]["body"] => ({
  type: typeOf(destination),
  destination: destination.typed.trim(),
  ...(destination.kind === "email" ? {} : { via: destination.kind }),
  ...(replaces === undefined ? {} : { replaces }),
});
