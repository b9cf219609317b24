import type * as z from "zod/mini";
import type { MethodOffer } from "../contract/schemas.ts";
import type { Authenticator } from "../domain/account.ts";
import type { Offered } from "./index.ts";

/** How much a method that could not be used takes with it. */
export type Failing =
  | "this_way"
  | "all_of_its_type"
  | "this_number"
  | "this_channel"
  | "this_channel_and_country"
  | "all_that_costs";

const isOut = {
  this_way: (one, chosen) => one.offer.methodId === chosen.offer.methodId,
  all_of_its_type: (one, chosen) => one.offer.type === chosen.offer.type,
  this_number: (one, chosen) =>
    costs(one) && one.authenticator.authenticatorId === chosen.authenticator.authenticatorId,
  this_channel: (one, chosen) => one.method.channel === chosen.method.channel,
  this_channel_and_country: (one, chosen) =>
    one.method.channel === chosen.method.channel && countryOf(one) === countryOf(chosen),
  all_that_costs: (one) => costs(one),
} as const satisfies { readonly [F in Failing]: (one: Offered, chosen: Offered) => boolean };

const costs = ({ method }: Offered): boolean => method.channel === "sms" || method.channel === "voice";
const countryOf = ({ authenticator }: Offered): Authenticator["country"] => authenticator.country;

/** The methods that still work where the chosen one does not. */
export const alternativesTo = (
  chosen: Offered,
  offers: readonly Offered[],
  failing: Failing,
): z.infer<typeof MethodOffer>[] => offers.filter((one) => !isOut[failing](one, chosen)).map(({ offer }) => offer);
