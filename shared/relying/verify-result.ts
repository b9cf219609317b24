import { createRemoteJWKSet, type JWTPayload, jwtVerify } from "jose";
import { jwtReasonOf } from "./jwt-reason.ts";

/** Why a result was refused. Each is one reason; what is not of this list is a fault, and thrown as it came. */
export type ResultRefusal =
  | "malformed"
  | "signature"
  | "type"
  | "issuer"
  | "audience"
  | "expired"
  | "nonce"
  | "second_factor_missing"
  | "too_old";

/** A result that does not stand. `refusal` says why; the message holds nothing of the result. */
export class ResultRefused extends Error {
  readonly refusal: ResultRefusal;

  constructor(refusal: ResultRefusal) {
    super(`the result is refused: ${refusal}`);
    this.name = "ResultRefused";
    this.refusal = refusal;
  }
}

/** What a login came to, for one relying service. */
export interface LoginResult {
  /** The account. */
  readonly sub: string;
  /** What was proved (RFC 8176): `["pwd", "sms", "mfa"]`. */
  readonly amr: readonly string[];
  /** `urn:nidan:acr:1`, one factor, or `urn:nidan:acr:2`, two. */
  readonly acr: string;
  /** When the last factor was proved, seconds since 1970. */
  readonly authTime: number;
  /** Whether a trusted browser stood in for the second factor. */
  readonly trustedBrowser: boolean;
  /** The login's id: keep it where a result may count once only. */
  readonly loginId: string;
  readonly expiresAt: number;
}

/** What a relying service knows beforehand. */
export interface RelyingService {
  /** `https://login.example.jp`: the host that was deployed. */
  readonly issuer: string;
  /** This service, as the configuration names it. */
  readonly clientId: string;
  /** Which a deployment signs with; default `ES256`. No other is accepted, whatever the result says. */
  readonly algorithm?: "ES256" | "RS256";
  /** By how many seconds clocks may differ; default 30. */
  readonly clockToleranceSeconds?: number;
}

/** What this result has to be, beyond genuine. */
export interface Wanted {
  /** The nonce that was sent with startLogin: ensures that the result answers that one request. */
  readonly nonce?: string;
  /** Two factors were proved, or one and a trusted browser stands for the other; default no. */
  readonly secondFactor?: "proved" | "proved_or_trusted";
  /** The last factor was proved not longer ago, in seconds. */
  readonly maxAgeSeconds?: number;
}

/** The `typ` of a result (RFC 8725 3.11). */
const resultType = "nidan-result+jwt";

/**
 * A verifier of results for one relying service. It keeps the issuer's keys, and fetches them anew when a result names
 * one that it does not know.
 *
 * @returns checks one result. It throws ResultRefused with the reason, and whatever fetching the keys threw.
 */
export function createResultVerifier(service: RelyingService) {
  const { issuer, clientId, algorithm = "ES256", clockToleranceSeconds = 30 } = service;
  const keys = createRemoteJWKSet(new URL("/.well-known/jwks.json", issuer));

  return async function verifyResult(token: string, wanted: Wanted = {}): Promise<LoginResult> {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience: clientId,
      algorithms: [algorithm],
      typ: resultType,
      clockTolerance: clockToleranceSeconds,
      requiredClaims: ["sub", "jti", "iat", "exp", "auth_time", "acr", "amr"],
    }).catch((error: unknown) => {
      const reason = jwtReasonOf(error);
      throw reason === undefined ? error : new ResultRefused(reason);
    });
    const result = resultOf(payload);
    // Ensure that it answers our own request (OpenID Connect Core 3.1.3.7, 11).
    if (wanted.nonce !== undefined && payload.nonce !== wanted.nonce) throw new ResultRefused("nonce");
    // Ensure that what was proved is enough.
    if (!hasSecondFactor(result, wanted.secondFactor)) throw new ResultRefused("second_factor_missing");
    // Ensure that it was proved lately (OpenID Connect Core 3.1.3.7, 13).
    const age = Math.floor(Date.now() / 1000) - result.authTime;
    if (wanted.maxAgeSeconds !== undefined && age > wanted.maxAgeSeconds + clockToleranceSeconds) {
      throw new ResultRefused("too_old");
    }
    return result;
  };
}

function hasSecondFactor({ amr, trustedBrowser }: LoginResult, wanted: Wanted["secondFactor"]): boolean {
  if (wanted === undefined || amr.includes("mfa")) return true;
  return wanted === "proved_or_trusted" && trustedBrowser;
}

function resultOf({ sub, jti, exp, ...claims }: JWTPayload): LoginResult {
  const { amr, acr, auth_time: authTime } = claims;
  const isWhole =
    sub !== undefined &&
    jti !== undefined &&
    exp !== undefined &&
    typeof acr === "string" &&
    typeof authTime === "number";
  if (!isWhole || !Array.isArray(amr) || !amr.every((value) => typeof value === "string")) {
    throw new ResultRefused("malformed");
  }
  const trustedBrowser = claims.trusted_browser === true;
  return { sub, amr, acr, authTime, trustedBrowser, loginId: jti, expiresAt: exp };
}
