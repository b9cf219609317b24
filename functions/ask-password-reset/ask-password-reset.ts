import type { Device } from "../../shared/contract/device.ts";
import type { Dependencies } from "../../shared/dependencies.ts";
import type { Credential } from "../../shared/domain/account.ts";
import { type Activity, activityOf } from "../../shared/domain/activity.ts";
import { hours, type Instant, toSeconds } from "../../shared/domain/duration.ts";
import { canonicalIdentifier, identifierKeyOf } from "../../shared/domain/identifier.ts";
import { accountResets, sourceResets } from "../../shared/domain/limits.ts";
import { ownNotice } from "../../shared/domain/notice.ts";
import { Problem } from "../../shared/domain/problem.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { nobodysSub } from "../../shared/steps/hold-login.ts";
import { assertKeptHere } from "../../shared/steps/kept-passwords.ts";
import { idOf } from "../../shared/steps/operate.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "directory" | "log" | "outbox" | "random" | "roots" | "throttles">;

/**
 * Asks for a mail by which the password can be chosen anew. Nothing is told but that it was asked for: an identifier
 * that nobody has costs the same calls, a notice to nobody among them, and the mail itself is `notify`'s to make.
 */
export async function askPasswordReset(request: RequestOf<"askPasswordReset">, needs: Needs): Promise<undefined> {
  const { clock, config, directory, log, outbox, random, roots, throttles } = needs;
  assertKeptHere(needs);
  const now = clock.now();
  const canonical = assertIdentifier(request.body.identifier);
  const identifierKey = identifierKeyOf(canonical);
  const [source, from, root] = await Promise.all([request.source(), request.device(), roots.challenge.current()]);
  const [credential, charged] = await Promise.all([
    directory.findCredential(identifierKey),
    throttles.charge(
      [sourceResets(source.network, config.settings), accountResets(identifierKey, config.settings)],
      now,
    ),
  ]);
  if (!charged.accepted) {
    log.write("throttle_refused", { scope: charged.refusedBy.scope });
    throw new Problem("too_many_sends", { retryAfter: toSeconds(charged.until - now) });
  }
  const sub = credential?.sub ?? nobodysSub(root.derive("unknown-subject"), canonical);
  const notice = ownNotice("password_link_asked", { sub, id: idOf(random), at: now, from });
  await outbox.add(notice, [activityFor({ sub, credential, from, now }, needs)]);
}

function assertIdentifier(typed: string): string {
  const canonical = canonicalIdentifier(typed);
  if (canonical !== "") return canonical;
  throw new Problem("invalid_request", { errors: [{ pointer: "/identifier", detail: "must not be blank" }] });
}

interface Asked {
  readonly sub: string;
  readonly credential: Credential | undefined;
  readonly from: Device;
  readonly now: Instant;
}

/** Strangers may ask again and again: kept once an hour. What is kept of nobody is soon gone. */
function activityFor({ sub, credential, from, now }: Asked, { config }: Pick<Needs, "config">): Activity {
  const since = now - (now % hours(1));
  const asked = activityOf("password_link_asked", { sub, id: "password", at: now }, { from, since }, config.settings);
  return credential === undefined ? { ...asked, expiresAt: now + hours(1) } : asked;
}
