import type { Device } from "../../shared/contract/device.ts";
import type { Dependencies } from "../../shared/dependencies.ts";
import type { Credential, Subject } from "../../shared/domain/account.ts";
import { loginActivity } from "../../shared/domain/activity.ts";
import { type Instant, minutes, seconds, toRfc3339, toSeconds } from "../../shared/domain/duration.ts";
import { canonicalIdentifier, identifierKeyOf } from "../../shared/domain/identifier.ts";
import { sourceStarts } from "../../shared/domain/limits.ts";
import type { Login } from "../../shared/domain/login.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { loginEnd } from "../../shared/domain/send-plan.ts";
import { networkOf } from "../../shared/domain/source.ts";
import { namesOf } from "../../shared/http/device.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { assertPasswordStands } from "../../shared/steps/assert-password-stands.ts";
import { assertBackendOf, ticketFor, ticketLife } from "../../shared/steps/delegate.ts";
import { idOf, isId } from "../../shared/steps/operate.ts";

type Request = RequestOf<"startDelegatedLogin">;
type Needs = Pick<
  Dependencies,
  "activities" | "clock" | "config" | "directory" | "log" | "logins" | "random" | "roots" | "throttles"
>;

/** A clock may be ahead of ours by so much, and a first factor is too old after so long. */
const skew = seconds(30);
const oldest = minutes(5);

/**
 * Begins a login whose first factor a backend has checked. Nobody holds it until a browser takes it up by the ticket of
 * its URL. Three round trips: the subject; its credential, which the subject names; the login.
 */
export async function startDelegatedLogin({ body, principal }: Request, needs: Needs) {
  const { clock, config, logins, random } = needs;
  const { settings } = config;
  const now = clock.now();
  const provedAt = assertTime(body.authTime, now);
  assertReturnUrl(body, needs);
  assertBackendOf(body.clientId, principal, needs);
  const [subject, from] = await Promise.all([
    subjectOf(body.sub, needs),
    deviceOf(body.viewer),
    charge(body, needs, now),
  ]);
  const credential = await credentialOf(subject, { from, now }, needs);

  const { sub, epoch } = subject;
  const login: Login = {
    loginId: idOf(random),
    sub,
    epoch,
    purpose: "sign_in",
    reason: "enabled",
    state: "pending",
    generation: 0,
    password: { at: provedAt },
    attemptsLeft: settings.attempts.perLogin,
    sends: 0,
    clientId: body.clientId,
    delegated: { amr: body.amr, isAutomatic: body.automatic, returnUrl: body.returnUrl, state: body.state },
    nonce: body.nonce,
    locale: body.locale,
    from,
    createdAt: now,
    expiresAt: loginEnd(settings, now),
  };
  const facts = { by: "service", principal: principal.arn, reason: body.clientId } as const;
  await logins.begin(login, [loginActivity("login_delegated", login, now, facts, settings)]);
  const { loginId, generation } = login;
  const { identifierKey } = credential;
  const ticket = await ticketFor("login-ticket", { loginId, sub, identifierKey, generation }, needs);
  return { loginId, url: `${config.origin}/login/continue#${ticket}`, expiresAt: toRfc3339(now + ticketLife) };
}

/** @returns when the first factor was proved; a clock that is ahead of ours proves nothing in the future. */
function assertTime(authTime: string, now: Instant): Instant {
  const at = Date.parse(authTime);
  if (at <= now + skew && at >= now - oldest) return Math.min(at, now);
  throw wrong("/authTime", "must be within the last 5 minutes");
}

function assertReturnUrl({ clientId, returnUrl }: Request["body"], { config }: Needs): void {
  const client = config.settings.clients.find((one) => one.clientId === clientId);
  if (client === undefined) throw wrong("/clientId", "is no client of this service");
  if (!client.returnUrls.includes(returnUrl)) throw wrong("/returnUrl", "is no return URL of this client");
}

const wrong = (pointer: string, detail: string) => new Problem("invalid_request", { errors: [{ pointer, detail }] });
const nobody = () => new Problem("not_found", { detail: "there is no such account" });

async function subjectOf(sub: string, { directory }: Needs): Promise<Subject> {
  const subject = isId(sub) ? await directory.findSubject(sub) : undefined;
  // A locked account is none, as for whoever types its password.
  if (subject === undefined || subject.lockedAt !== undefined) throw nobody();
  return subject;
}

/** @throws Problem `password_change_required` where its owner has to choose a new one, here as at a sign-in with it. */
async function credentialOf(subject: Subject, at: { from: Device; now: Instant }, needs: Needs): Promise<Credential> {
  const credential = await needs.directory.findCredential(identifierKeyOf(canonicalIdentifier(subject.identifier)));
  // Somebody was faster: it moved, or was locked.
  if (credential?.sub !== subject.sub || credential.epoch !== subject.epoch) throw nobody();
  await assertPasswordStands({ credential, settle: async () => undefined }, at, needs);
  const isKeptHere = needs.config.settings.password.verifier === undefined;
  if (isKeptHere && credential.passwordHash === undefined) throw new Problem("password_change_required");
  return credential;
}

const deviceOf = (viewer: Request["body"]["viewer"]): Promise<Device> => namesOf(viewer?.userAgent);

/** Starts count by the network that the person calls from, as far as the backend says it. */
async function charge({ viewer }: Request["body"], { config, log, throttles }: Needs, now: Instant): Promise<void> {
  if (viewer?.address === undefined) return;
  const charged = await throttles.charge([sourceStarts(networkOf(viewer.address), config.settings)], now);
  if (charged.accepted) return;
  log.write("throttle_refused", { scope: charged.refusedBy.scope });
  throw new Problem("too_many_attempts", { retryAfter: toSeconds(charged.until - now) });
}
