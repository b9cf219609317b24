import { createHmac } from "node:crypto";
import type { Device } from "../../shared/contract/device.ts";
import type { Dependencies } from "../../shared/dependencies.ts";
import type { Credential } from "../../shared/domain/account.ts";
import { browserDigest, browserSecretOf } from "../../shared/domain/browser.ts";
import { type Instant, toSeconds } from "../../shared/domain/duration.ts";
import { canonicalIdentifier, identifierKeyOf } from "../../shared/domain/identifier.ts";
import { sourceStarts } from "../../shared/domain/limits.ts";
import type { Login } from "../../shared/domain/login.ts";
import { viewOf } from "../../shared/domain/login-view.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { loginEnd } from "../../shared/domain/send-plan.ts";
import { browserCookieOf } from "../../shared/http/browser.ts";
import { Reply } from "../../shared/http/reply.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { offersAtStart } from "../../shared/methods/early-offers.ts";
import type { RootKey } from "../../shared/ports/roots.ts";
import { assertPasswordStands } from "../../shared/steps/assert-password-stands.ts";
import { concludePassword } from "../../shared/steps/conclude-password.ts";
import { loginTokenOf, nobodysSub } from "../../shared/steps/hold-login.ts";
import { sendsLately } from "../../shared/steps/judge-sign-in.ts";
import { provePassword } from "../../shared/steps/prove-password.ts";
import { presentBrowser } from "../../shared/steps/skip-second-step.ts";

type Request = RequestOf<"startLogin">;

/**
 * Begins a login. Two round trips: credential and charges; then the login, and the account for what it offers.
 * A third only where no second factor is due, or a trusted browser stands in for it, so that the login stands completed.
 */
export async function startLogin(request: Request, dependencies: Dependencies) {
  const { clock, config, directory, logins, roots, sendingStates } = dependencies;
  const { settings } = config;
  const now = clock.now();
  const canonical = assertIdentifier(request.body.identifier);
  assertClient(request.body.clientId, dependencies);
  assertOrder(request.body.password, dependencies);

  const identifierKey = identifierKeyOf(canonical);
  const [source, from, root] = await Promise.all([request.source(), request.device(), roots.challenge.current()]);
  const first = { identifier: canonical, identifierKey, network: source.network, from, now };
  const proved = await proveFirst(request, first, dependencies);

  const sub = proved.credential?.sub ?? nobodysSub(root.derive("unknown-subject"), canonical);
  const loginId = loginIdOf(request.idempotencyKey, canonical, root.derive("login-id"), dependencies);
  const secret = browserSecretFor(loginId, request, root);
  const login: Login = {
    loginId,
    sub,
    epoch: proved.credential?.epoch ?? 0,
    purpose: "sign_in",
    reason: "enabled",
    state: "pending",
    generation: request.body.password === undefined ? 0 : 1,
    ...(request.body.password === undefined ? {} : { password: { at: now } }),
    attemptsLeft: settings.attempts.perLogin,
    sends: 0,
    clientId: request.body.clientId,
    nonce: request.body.nonce,
    locale: request.body.locale,
    requestDigest: requestDigestOf(request, canonical, root.derive("request-digest")),
    from,
    ...(secret === undefined ? {} : { browser: browserDigest(secret) }),
    createdAt: now,
    expiresAt: loginEnd(settings, now),
  };
  const [standing, account, state, presented, sends] = await Promise.all([
    logins.create(login),
    directory.findAccount(sub),
    sendingStates.read(now),
    presentBrowser(request.trust, login, dependencies, now),
    request.body.password === undefined ? 0 : sendsLately(sub, dependencies, now),
    proved.settle(),
  ]);
  assertSameRequest(standing, login);

  const begun = standing ?? login;
  const holder = { loginId, sub, identifierKey, generation: login.generation };
  const { login: shown, cookies } =
    account === undefined || begun.password === undefined
      ? { login: begun, cookies: [] }
      : await concludePassword(
          { login: begun, account, presented, source, sends, now },
          { ...dependencies, operation: "startLogin" },
        );
  const view = viewOf(shown, {
    settings,
    now,
    methods: offersAtStart(shown, account, { decoyKey: root.derive("decoy"), settings, state }),
    trustDays: account?.subject.trustDays,
    loginToken: await loginTokenOf(holder, dependencies),
  });
  const all = [...(secret === undefined ? [] : [browserCookieOf(secret)]), ...cookies];
  return all.length === 0 ? view : new Reply(view, { cookies: all });
}

/**
 * What the cookie holds that later proves the same browser: only a page of ours is sure to send it with each call. A
 * login that began elsewhere is held by its token alone.
 */
function browserSecretFor(loginId: string, { browser }: Request, root: RootKey): string | undefined {
  if (browser.page !== "own") return undefined;
  return browser.secret ?? browserSecretOf(root.derive("browser"), loginId);
}

/** The identifier in its one form. */
function assertIdentifier(typed: string): string {
  const canonical = canonicalIdentifier(typed);
  if (canonical !== "") return canonical;
  throw new Problem("invalid_request", { errors: [{ pointer: "/identifier", detail: "must not be blank" }] });
}

function assertClient(clientId: string | undefined, { config }: Dependencies): void {
  const isKnown = clientId === undefined || config.settings.clients.some((client) => client.clientId === clientId);
  if (isKnown) return;
  throw new Problem("invalid_request", { errors: [{ pointer: "/clientId", detail: "is no client of this service" }] });
}

/** A password that came with the identifier would be told right or wrong by itself. */
function assertOrder(password: string | undefined, { config }: Dependencies): void {
  if (password === undefined || config.settings.login.order === "password_first") return;
  throw new Problem("invalid_request", { errors: [{ pointer: "/password", detail: "is sent with verifyLogin" }] });
}

interface First {
  readonly identifier: string;
  readonly identifierKey: string;
  readonly network: string;
  readonly from: Device;
  readonly now: Instant;
}

/** The credential, and the password where one was sent. A start without a password is charged the start alone. */
async function proveFirst(
  { body }: Request,
  first: First,
  dependencies: Dependencies,
): Promise<{ credential: Credential | undefined; settle(): Promise<unknown> }> {
  const { config, directory, log, throttles } = dependencies;
  const starts = sourceStarts(first.network, config.settings);
  if (body.password !== undefined) {
    const proved = await provePassword({ ...first, password: body.password, also: [starts] }, dependencies);
    await assertPasswordStands(proved, first, dependencies);
    return proved;
  }
  const [credential, charged] = await Promise.all([
    directory.findCredential(first.identifierKey),
    throttles.charge([starts], first.now),
  ]);
  if (charged.accepted) return { credential, settle: async () => undefined };
  log.write("throttle_refused", { scope: charged.refusedBy.scope });
  throw new Problem("too_many_attempts", { retryAfter: toSeconds(charged.until - first.now) });
}

/**
 * Random; under an idempotency key the same for the same key, so that the table itself finds the repetition. The
 * identifier is part of it: once TTL has taken the login away the id comes again, and whoever held it must not hold
 * another's login then, nor know what else is derived from the id.
 */
function loginIdOf(
  idempotencyKey: string | undefined,
  canonical: string,
  key: Uint8Array,
  { random }: Dependencies,
): string {
  const bytes =
    idempotencyKey === undefined
      ? random.bytes(16)
      : createHmac("sha256", key)
          .update(JSON.stringify([idempotencyKey, canonical]))
          .digest();
  return Buffer.from(bytes.subarray(0, 16)).toString("base64url");
}

/** Keyed, because a password is part of it. */
const requestDigestOf = ({ body }: Request, canonical: string, key: Uint8Array): string =>
  createHmac("sha256", key)
    .update(
      JSON.stringify([
        canonical,
        body.password ?? null,
        body.clientId ?? null,
        body.nonce ?? null,
        body.locale ?? null,
      ]),
    )
    .digest("base64url");

/** @throws Problem when the idempotency key was used for something else, or its login has gone on since. */
function assertSameRequest(standing: Login | undefined, login: Login): void {
  if (standing === undefined) return;
  if (standing.requestDigest !== login.requestDigest || standing.sub !== login.sub)
    throw new Problem("idempotency_key_reused");
  if (standing.generation !== login.generation) throw new Problem("login_closed");
}
