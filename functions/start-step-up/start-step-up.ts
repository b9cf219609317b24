import type { Dependencies } from "../../shared/dependencies.ts";
import type { Account } from "../../shared/domain/account.ts";
import { toSeconds } from "../../shared/domain/duration.ts";
import { canonicalIdentifier, identifierKeyOf } from "../../shared/domain/identifier.ts";
import { sourceStarts } from "../../shared/domain/limits.ts";
import type { Login } from "../../shared/domain/login.ts";
import { viewOf } from "../../shared/domain/login-view.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { loginEnd } from "../../shared/domain/send-plan.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { offersFor } from "../../shared/methods/index.ts";
import { loginTokenOf } from "../../shared/steps/hold-login.ts";
import { holdSession } from "../../shared/steps/hold-session.ts";

/**
 * Begins to prove a second factor anew, for one action of this session: a login like any other, whose end is kept with
 * the session. Where the account has no second factor, the password is asked; where an authenticator is to be replaced,
 * that one.
 */
export async function startStepUp(
  { body, session, source, device }: RequestOf<"startStepUp">,
  dependencies: Dependencies,
) {
  const { clock, config, logins, random, sendingStates, throttles } = dependencies;
  const { settings } = config;
  const [{ network }, from] = await Promise.all([source(), device()]);
  const [{ account, now }, state, charged] = await Promise.all([
    holdSession(session, dependencies),
    sendingStates.read(clock.now()),
    throttles.charge([sourceStarts(network, settings)], clock.now()),
  ]);
  if (!charged.accepted) {
    dependencies.log.write("throttle_refused", { scope: charged.refusedBy.scope });
    throw new Problem("too_many_attempts", { retryAfter: toSeconds(charged.until - now) });
  }

  assertOwn(body.authenticatorId, account);
  const { sub, epoch, identifier, secondFactor } = account.subject;
  const login: Login = {
    loginId: Buffer.from(random.bytes(16)).toString("base64url"),
    sub,
    epoch,
    purpose: "step_up",
    reason: "policy",
    state: "pending",
    generation: secondFactor ? 1 : 0,
    // The session stands for the password, and the second factor is what is due.
    ...(secondFactor ? { password: { at: now } } : {}),
    attemptsLeft: settings.attempts.perLogin,
    sends: 0,
    stepUp: { ...body, sessionId: session.sessionId },
    from,
    createdAt: now,
    expiresAt: loginEnd(settings, now),
  };
  await logins.create(login);
  const identifierKey = identifierKeyOf(canonicalIdentifier(identifier));
  const holder = { loginId: login.loginId, sub, identifierKey, generation: login.generation };
  return viewOf(login, {
    settings,
    now,
    methods: offersFor(login, account, settings, state).map(({ offer }) => offer),
    loginToken: await loginTokenOf(holder, dependencies),
  });
}

function assertOwn(authenticatorId: string | undefined, { authenticators }: Account): void {
  if (authenticatorId === undefined || authenticators.some((one) => one.authenticatorId === authenticatorId)) return;
  throw new Problem("not_found", { detail: "there is nothing to replace" });
}
