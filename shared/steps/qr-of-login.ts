import { encodeQR } from "qr";
import type { Dependencies } from "../dependencies.ts";
import { type Browser, mayHold } from "../domain/browser.ts";
import { type Instant, toRfc3339 } from "../domain/duration.ts";
import { type Login, liveChallenge, statusOf } from "../domain/login.ts";
import { qrStepAt, qrStepEnd, qrTokenOf } from "../domain/qr-token.ts";

/**
 * The QR code of this moment, for the screen that began the login: drawn anew with each step of time, and stored
 * nowhere.
 */
export async function qrFor(
  login: Login,
  browser: Browser,
  now: Instant,
  { config, roots }: Pick<Dependencies, "config" | "roots">,
) {
  const challenge = statusOf(login, now) === "pending" ? liveChallenge(login, now) : undefined;
  if (challenge?.type !== "qr" || login.decision !== undefined || !mayHold(login, browser)) return undefined;
  const root = await roots.challenge.find(challenge.keyId);
  if (root === undefined) return undefined;
  const step = qrStepAt(now);
  const token = qrTokenOf(
    { keyId: root.keyId, key: root.derive("qr") },
    { loginId: login.loginId, step },
    challenge.challengeId,
  );
  // A fragment is sent to no server and stands in no log.
  const uri = `${config.origin}/q#${token}`;
  return {
    uri,
    svg: encodeQR(uri, "svg", { border: 4 }),
    expiresAt: toRfc3339(Math.min(qrStepEnd(step), challenge.expiresAt)),
    isScanned: challenge.scannedBy !== undefined,
  };
}
