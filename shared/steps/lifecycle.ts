import type * as z from "zod/mini";
import type { LifecycleEvent } from "../contract/schemas.ts";
import type { Dependencies } from "../dependencies.ts";
import type { Account, Authenticator } from "../domain/account.ts";
import { activityOf, hintOf, type Traces } from "../domain/activity.ts";
import type { Instant } from "../domain/duration.ts";
import { canonicalIdentifier, identifierKeyOf } from "../domain/identifier.ts";
import { ownNotice } from "../domain/notice.ts";
import { parsePhone } from "../domain/phone.ts";
import { Problem } from "../domain/problem.ts";
import type { OperatorChange } from "../ports/administration.ts";
import type { Settings } from "../settings.ts";
import { type Operated, operateOnce } from "./operate.ts";
import { retire } from "./retire.ts";

type Needs = Pick<Dependencies, "administration" | "clock" | "config" | "directory" | "random">;
type Event = z.infer<typeof LifecycleEvent>;

type Told = "account_closed" | "method_retired" | "second_factor_ended";

const factsOf = (about: Authenticator | undefined, principal: string) =>
  ({ by: "operator", principal, ...(about === undefined ? {} : hintOf(about)) }) as const;

/**
 * Heeds an event of the operator's other systems, once: the method is retired and the next takes over, two-step
 * verification goes off where none is left, or the account is closed; and its owner is told.
 *
 * @param teller who tells it: a principal, or the source on the bus.
 * @throws Problem `not_found` for nobody's account, `invalid_request` for what is no number or address.
 */
export async function heedEvent(event: Event, teller: string, needs: Needs): Promise<Operated["outcome"]> {
  const isMeant = meantBy(event, needs.config.settings);
  const sub = await subOf(event, needs);
  const plan = (account: Account, now: Instant) => changeBy(event, account, isMeant, now, { ...needs, teller });
  const { outcome } = await operateOnce(sub, plan, needs);
  if (outcome !== "nothing_to_do") return outcome;
  // Kept all the same: told again when the number is the account's anew, it must change nothing.
  const { eventId, type } = event;
  const isNew = await needs.administration.heed({ eventId, type, at: needs.clock.now() });
  return isNew ? outcome : "repeated";
}

async function subOf({ sub, identifier = "" }: Event, { directory }: Needs): Promise<string> {
  if (sub !== undefined) return sub;
  const credential = await directory.findCredential(identifierKeyOf(canonicalIdentifier(identifier)));
  if (credential === undefined) throw new Problem("not_found", { detail: "there is no such account" });
  return credential.sub;
}

type Meaning = (authenticator: Authenticator) => boolean;

/** Which authenticator the event is about. */
function meantBy({ type, destination = "" }: Event, { sends }: Settings): Meaning {
  if (type === "account_closed") return () => false;
  if (type === "address_bounced") {
    const address = destination.trim().toLowerCase();
    return (one) => one.type === "email" && one.destination.toLowerCase() === address;
  }
  const phone = parsePhone(destination, sends.countries);
  if (typeof phone !== "string") return (one) => one.type === "phone" && one.destination === phone.e164;
  throw new Problem("invalid_request", { errors: [{ pointer: "/destination", detail: phone }] });
}

function changeBy(
  { eventId, type }: Event,
  account: Account,
  isMeant: Meaning,
  now: Instant,
  { config, teller }: Needs & { readonly teller: string },
): OperatorChange | undefined {
  const { sub, lockedAt } = account.subject;
  const traces = (kind: Told, about?: Authenticator): Traces => ({
    notices: [ownNotice(kind, { sub, id: eventId, at: now, from: {} })],
    activities: [activityOf(kind, { sub, id: eventId, at: now }, factsOf(about, teller), config.settings)],
  });
  const heeds = { eventId, type, at: now };
  if (type === "account_closed") {
    if (lockedAt !== undefined) return undefined;
    return { subject: { lockedAt: now }, endsAccess: true, heeds, ...traces("account_closed") };
  }
  const meant = account.authenticators.filter(isMeant);
  // A mailbox that bounced stays to be seen in the settings; a number may be a stranger's tomorrow, so it goes.
  const dead = meant.filter(({ unreachableBy = [] }) => !unreachableBy.includes("email"));
  const put = dead.map((one) => ({ ...one, unreachableBy: [...(one.unreachableBy ?? []), "email" as const] }));
  const gone = type === "address_bounced" ? { put } : { remove: meant.map(({ authenticatorId }) => authenticatorId) };
  if ((gone.put ?? gone.remove).length === 0) return undefined;
  const { change, ends } = retire(account, gone, config.settings);
  return { ...change, heeds, ...traces(ends ? "second_factor_ended" : "method_retired", meant[0]) };
}
