import type { Account } from "../domain/account.ts";
import { decoyOf } from "../domain/decoy.ts";
import type { Login } from "../domain/login.ts";
import { isEarly } from "../domain/order.ts";
import type { SendingState } from "../domain/sending-state.ts";
import type { Settings } from "../settings.ts";
import { type Offered, offersFor, offersOf, withoutUnfit } from "./index.ts";

/** What is offered to somebody who has named an account and proved nothing. */
export interface EarlyOffers {
  readonly account: Account;
  /** There is no such account, it has no second factor, or it is locked: nothing is ever sent for it. */
  readonly isSilent: boolean;
  readonly offers: readonly Offered[];
}

interface Beside {
  /** Of the device that asks. */
  readonly from: Login["from"];
  /** 32 bytes of the root, of the purpose `decoy`. */
  readonly decoyKey: Uint8Array;
  readonly settings: Settings;
  readonly state: SendingState;
}

/**
 * The ways of an account before its password: each type once, and no hint of a number, an address or a name. Where
 * there is nothing to offer, what there might be.
 */
export function earlyOffersOf(
  account: Account | undefined,
  { sub, decoyKey, from, settings, state }: Beside & { readonly sub: string },
): EarlyOffers {
  const offersTo = (one: Account) => {
    const fit = withoutUnfit(offersOf(one, settings, state), { from, reason: "enabled" }, settings);
    return withoutHints(settings.links.smsPrefixes.length === 0 ? fit : fit.filter(isOfAnyNumber));
  };
  if (account?.subject.secondFactor) {
    const offers = offersTo(account);
    if (offers.length > 0) return { account, isSilent: account.subject.lockedAt !== undefined, offers };
  }
  const decoy = decoyOf(decoyKey, sub, settings);
  return { account: decoy, isSilent: true, offers: offersTo(decoy) };
}

/** How a number begins is no stranger's to know, by what may be sent there. */
const isOfAnyNumber = ({ offer }: Offered): boolean => offer.type !== "sms_link";

/** What a login shows that has just begun: all the ways of the account, or what a stranger may see. */
export function offersAtStart(
  login: Login,
  account: Account | undefined,
  beside: Omit<Beside, "from">,
): Offered["offer"][] {
  const { settings, state } = beside;
  const known = account === undefined ? [] : offersFor(login, account, settings, state);
  const offers = isEarly(login, settings)
    ? earlyOffersOf(account, { sub: login.sub, from: login.from, ...beside }).offers
    : known;
  return offers.map(({ offer }) => offer);
}

/** A QR code proves a session that is open already, so it says nothing before the password that the page cannot wait for. */
const isEarlyToo = ({ method }: Offered): boolean =>
  method.channel !== undefined || method.approves !== "whoever_scans";

const withoutHints = (all: readonly Offered[]): Offered[] => {
  const offers = all.filter(isEarlyToo);
  return offers
    .filter(({ offer }, place) => offers.findIndex((other) => other.offer.type === offer.type) === place)
    .map((offered) => ({ ...offered, offer: { ...offered.offer, hint: "" } }));
};
