import { createHmac, timingSafeEqual } from "node:crypto";
import type { Dependencies } from "../../shared/dependencies.ts";
import type { Authenticator } from "../../shared/domain/account.ts";
import { seconds } from "../../shared/domain/duration.ts";
import type { Held } from "../../shared/steps/hold-session.ts";

/** For so long an answer that was lost can be had again. */
const repeatable = seconds(60);

interface Proving {
  readonly authenticatorId: string;
  readonly code: string;
  readonly session: Held["session"];
}

/** What the session and the code that prove an authenticator leave on it: only both together are known again by it. */
export async function markOf(proving: Proving, { roots }: Pick<Dependencies, "roots">) {
  const { keyId, derive } = await roots.challenge.current();
  return { keyId, mac: macOf(derive("activation-mark"), proving).toString("base64url") };
}

/** The authenticator that this session has proved by this code just now: nothing is charged or written for it again. */
export async function provedBefore(
  proving: Proving,
  { account, now }: Held,
  { roots }: Pick<Dependencies, "roots">,
): Promise<Authenticator | undefined> {
  const found = account.authenticators.find((one) => one.authenticatorId === proving.authenticatorId);
  if (found?.status !== "active" || found.provedBy === undefined) return undefined;
  if (found.createdAt + repeatable <= now) return undefined;
  const root = await roots.challenge.find(found.provedBy.keyId);
  if (root === undefined) return undefined;
  const mac = Buffer.from(found.provedBy.mac, "base64url");
  const own = macOf(root.derive("activation-mark"), proving);
  return mac.length === own.length && timingSafeEqual(mac, own) ? found : undefined;
}

const macOf = (key: Uint8Array, { authenticatorId, code, session }: Proving): Buffer =>
  createHmac("sha256", key).update(`${session.sessionId}#${authenticatorId}#${code}`).digest();
