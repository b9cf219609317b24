import { type Instant, toEpochSeconds } from "../domain/duration.ts";
import type { Login } from "../domain/login.ts";
import type { Settings } from "../settings.ts";
import { methods } from "./index.ts";

/** The audience of results that no client asked for: the hosted pages. */
const ownClientId = "nidan";
/** The `typ` of a result (RFC 8725 3.11), so that no other JWT of ours passes for one. */
export const resultType = "nidan-result+jwt";
/** Assurance that a result can claim: one factor, or two different ones (NIST SP 800-63B-4 2). */
export const acrValues = ["urn:nidan:acr:1", "urn:nidan:acr:2"] as const;

/** The claims of a result. Times are in seconds since 1970 (RFC 7519); `amr` holds RFC 8176's values only. */
export function resultClaims(login: Login, at: Instant, issuer: string, { result }: Settings) {
  const issuedAt = toEpochSeconds(at);
  const { secondFactor } = login;
  // What a backend vouches for is its own word, and none of ours: `mfa` is said of a factor that was proved here.
  const first = login.delegated?.amr ?? ["pwd"];
  const second = secondFactor === undefined ? [] : [...methods[secondFactor.by].amr, "mfa"];
  return {
    iss: issuer,
    sub: login.sub,
    aud: login.clientId ?? ownClientId,
    iat: issuedAt,
    exp: issuedAt + result.lifetimeSeconds,
    jti: login.loginId,
    ...(login.nonce === undefined ? {} : { nonce: login.nonce }),
    auth_time: toEpochSeconds(provedAt(login)),
    acr: secondFactor === undefined ? acrValues[0] : acrValues[1],
    amr: [...new Set([...first, ...second])],
    // What skipped the second step is told, and is no factor.
    ...(login.trusted === undefined ? {} : { trusted_browser: true }),
  };
}

/** When the last factor was proved, whichever came last. */
const provedAt = ({ secondFactor, password, createdAt }: Login): Instant =>
  Math.max(secondFactor?.at ?? createdAt, password?.at ?? createdAt);
