import type { Dependencies } from "../../shared/dependencies.ts";
import type { Authenticator } from "../../shared/domain/account.ts";
import type { Instant } from "../../shared/domain/duration.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { appSessionOf, type Session, sessionTokenOf } from "../../shared/domain/session.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { isSameCode, pairingCode } from "../../shared/methods/out-of-band.ts";

type App = NonNullable<RequestOf<"activateAuthenticator">["body"]["app"]>;

/** Whether it is the code that the other screen shows. The try was charged before. */
export async function verifyPairing(
  { authenticatorId, proof }: Authenticator,
  code: string,
  { log, roots }: Pick<Dependencies, "log" | "roots">,
): Promise<Pick<Authenticator, "lastStep">> {
  const root = await roots.challenge.find(proof?.keyId ?? "");
  if (root !== undefined && isSameCode(pairingCode(root.derive("out-of-band-code"), authenticatorId), code)) return {};
  log.write("answer_wrong", { method: "app" });
  throw new Problem("challenge_failed", { attemptsLeft: proof?.attemptsLeft ?? 0 });
}

/** Names a native app to the service that pushes to it. */
export async function registerApp(
  { push }: App,
  pending: Authenticator,
  needs: Pick<Dependencies, "push">,
): Promise<Pick<Authenticator, "push">> {
  if (pending.type !== "app") throw invalid("/app", "is for the pairing of an app");
  if (push === undefined) return {};
  const registered = await needs.push.register(push.platform, push.token);
  if ("endpoint" in registered) return { push: { platform: push.platform, endpoint: registered.endpoint } };
  if (registered.refused === "not_offered") throw invalid("/app/push/platform", "is not set up by this service");
  if (registered.refused === "invalid_token") throw invalid("/app/push/token", "is no token of that platform");
  throw new Problem("unavailable");
}

const invalid = (pointer: string, detail: string) => new Problem("invalid_request", { errors: [{ pointer, detail }] });

/** Written before the app counts, and good for nothing until then. @returns what the app presents from now on. */
export async function openAppSession(
  whose: Pick<Session, "sub" | "epoch" | "from"> & { readonly app: string },
  { config, random, sessions }: Pick<Dependencies, "config" | "random" | "sessions">,
  now: Instant,
): Promise<string> {
  const secret = random.bytes(32);
  await sessions.create(appSessionOf(whose, secret, config.settings.session, now));
  return sessionTokenOf(whose.sub, secret);
}
