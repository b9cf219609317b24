import type * as z from "zod/mini";
import type { ChallengeView, Login as LoginSchema, MethodOffer } from "../contract/schemas.ts";
import type { Settings } from "../settings.ts";
import { type Instant, toRfc3339, toSeconds } from "./duration.ts";
import { modeOf } from "./link.ts";
import { isEnrolling, type Login, liveChallenge, needsOf, statusOf } from "./login.ts";
import { isEarly, toStrangers } from "./order.ts";
import { pollIntervalOf } from "./poll-pace.ts";
import { resendAt } from "./send-plan.ts";
import { trustOfferOf } from "./trust-offer.ts";

type LoginView = z.infer<typeof LoginSchema>;

interface Beside {
  readonly settings: Settings;
  readonly now: Instant;
  readonly methods?: readonly z.infer<typeof MethodOffer>[];
  /** Days of trust that the account's owner has chosen. */
  readonly trustDays?: Login["trustDays"];
  /** Given at the start and whenever a factor was accepted. */
  readonly loginToken?: string;
  /** For the screen that began it alone. */
  readonly matchNumber?: string | undefined;
  /** For that screen too: the QR code of this moment. */
  readonly qr?: z.infer<typeof ChallengeView>["qr"];
  readonly wentOn?: "elsewhere";
}

/**
 * The login as its holder sees it. Methods show only once the password is right; where the order lets the second factor
 * come first, their types show before, and of a message no more than that it was sent.
 */
export function viewOf(login: Login, beside: Beside): LoginView {
  const { settings, now, methods = login.methods ?? [], trustDays = login.trustDays, loginToken } = beside;
  const { matchNumber, qr, wentOn } = beside;
  const status = statusOf(login, now);
  const isBefore = isEarly(login, settings);
  const isAsked = status === "pending" && login.secondFactor === undefined && !isEnrolling(login);
  const showsMethods = isAsked && (isBefore || login.password !== undefined);
  const live = isAsked ? liveChallenge(login, now) : undefined;
  const challenge = live !== undefined && isBefore ? toStrangers(live) : live;
  const trust = trustOfferOf(login, trustDays, settings);
  return {
    loginId: login.loginId,
    ...(loginToken === undefined ? {} : { loginToken }),
    status,
    purpose: login.purpose,
    reason: login.reason,
    ...(login.delegated === undefined ? {} : { isDelegated: true }),
    needs: needsOf(login),
    methods: showsMethods ? [...methods] : [],
    ...(challenge === undefined ? {} : { challenge: challengeViewOf(login, challenge, settings, { matchNumber, qr }) }),
    ...(wentOn === undefined ? {} : { wentOn }),
    // Nobody decided it.
    ...(status === "denied" && login.state === "denied" && login.decision === undefined ? { endedBy: "risk" } : {}),
    ...(trust === undefined ? {} : { trust }),
    expiresAt: toRfc3339(login.expiresAt),
    pollInterval: toSeconds(pollIntervalOf(login, now)),
  };
}

function challengeViewOf(
  login: Login,
  challenge: NonNullable<Login["challenge"]>,
  { sends }: Settings,
  { matchNumber, qr }: Pick<Beside, "matchNumber" | "qr">,
): z.infer<typeof ChallengeView> {
  const mode = modeOf(challenge);
  return {
    methodId: challenge.methodId,
    type: challenge.type,
    reference: challenge.reference,
    delivery: challenge.delivery,
    ...(challenge.callKey === undefined ? {} : { callKey: challenge.callKey }),
    ...(mode === undefined ? {} : { mode }),
    ...(matchNumber === undefined ? {} : { matchNumber }),
    ...(qr === undefined ? {} : { qr }),
    expiresAt: toRfc3339(challenge.expiresAt),
    resendAt: toRfc3339(resendAt(challenge, login.sends, sends)),
    sendsLeft: Math.max(0, sends.perLogin - login.sends),
    attemptsLeft: login.attemptsLeft,
  };
}
