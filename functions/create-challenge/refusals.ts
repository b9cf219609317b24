import type { Dependencies } from "../../shared/dependencies.ts";
import type { Account } from "../../shared/domain/account.ts";
import { type Instant, toSeconds } from "../../shared/domain/duration.ts";
import type { Holder, Login } from "../../shared/domain/login.ts";
import { Problem } from "../../shared/domain/problem.ts";
import type { DestinationDigests } from "../../shared/domain/send-charges.ts";
import { mayNotSend } from "../../shared/domain/send-plan.ts";
import { everythingOpen, prefixArea, type SendingState } from "../../shared/domain/sending-state.ts";
import type { Charge } from "../../shared/domain/throttle.ts";
import { alternativesTo, type Failing } from "../../shared/methods/alternatives.ts";
import { type Offered, offersFor } from "../../shared/methods/index.ts";
import type { Refused, Stored } from "../../shared/ports/logins.ts";
import { isUnderWay, refusalOfLogin } from "../../shared/steps/hold-login.ts";

/** The same call again, after its answer was lost: nothing is sent for it. */
export function isRepetition(
  { challenge, challengeRequest }: Login,
  key: string | undefined,
  methodId: string,
): boolean {
  if (key === undefined || challengeRequest?.key !== key) return false;
  if (challengeRequest.methodId !== methodId) throw new Problem("idempotency_key_reused");
  // A send that came to nothing is made again.
  return challenge?.delivery !== "failed" && challenge?.delivery !== "unknown";
}

/** A method of the account that cannot be used for now is told from one that is none. */
export function notOffered(
  login: Login,
  methodId: string,
  account: Account | undefined,
  offers: readonly Offered[],
  { config }: Dependencies,
): Problem {
  const isOwn =
    account !== undefined &&
    offersFor(login, account, config.settings, everythingOpen).some(({ offer }) => offer.methodId === methodId);
  if (isOwn) return new Problem("delivery_unavailable", { methods: offers.map(({ offer }) => offer) });
  return new Problem("not_found", { detail: "no such method" });
}

export function assertMaySend(login: Login, methodId: string, { config }: Dependencies, now: Instant): void {
  const tooMany = mayNotSend(login, methodId, config.settings, now);
  if (tooMany === undefined) return;
  throw new Problem("too_many_sends", { retryAfter: toSeconds(tooMany.until - now) });
}

/** Whether the fraud guard has paused the block of this number. */
export const isPaused = ({ prefix }: DestinationDigests, { paused }: SendingState): boolean =>
  prefix !== undefined && paused.has(prefixArea(prefix));

/** The fraud guard pauses countries, which are then not offered at all, and single blocks of numbers. */
export function assertNotPaused(
  chosen: Offered,
  offers: readonly Offered[],
  digests: DestinationDigests,
  state: SendingState,
): void {
  if (!isPaused(digests, state)) return;
  throw new Problem("delivery_unavailable", { methods: alternativesTo(chosen, offers, "this_number") });
}

interface Meant {
  readonly holder: Holder;
  readonly chosen: Offered;
  readonly offers: readonly Offered[];
}

export function assertStored(
  stored: Stored | Refused,
  { holder, chosen, offers }: Meant,
  dependencies: Dependencies,
  now: Instant,
): asserts stored is Extract<Stored, { accepted: true }> {
  if ("refused" in stored) {
    const { login } = stored;
    // Another call of the same login sent first.
    if (isUnderWay(login, holder, now)) throw new Problem("too_many_sends", { retryAfter: 1 });
    throw refusalOfLogin(login, holder, now);
  }
  if (stored.accepted) return;
  const { scope } = stored.refusedBy;
  if (!leavesOthers(scope)) return assertCharged(stored, dependencies, now);
  throw refusedBy(scope, { chosen, offers }, dependencies);
}

/** Limits behind which other methods go on, and what is out by each. */
const failingBy = {
  spend: "all_that_costs",
  country_sends: "this_channel_and_country",
  app_requests: "all_of_its_type",
  app_denials: "all_of_its_type",
} as const satisfies { readonly [scope: string]: Failing };

const leavesOthers = (scope: string): scope is keyof typeof failingBy => scope in failingBy;

/** Other methods go on. */
export function refusedBy(
  scope: keyof typeof failingBy,
  { chosen, offers }: Pick<Meant, "chosen" | "offers">,
  { log }: Dependencies,
): Problem {
  log.write("throttle_refused", { scope });
  return new Problem("delivery_unavailable", { methods: alternativesTo(chosen, offers, failingBy[scope]) });
}

export function assertCharged(charged: Charge, { log }: Dependencies, now: Instant): void {
  if (charged.accepted) return;
  log.write("throttle_refused", { scope: charged.refusedBy.scope });
  throw new Problem("too_many_sends", { retryAfter: toSeconds(charged.until - now) });
}
