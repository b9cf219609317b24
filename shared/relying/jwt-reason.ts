import { errors } from "jose";

/** What is wrong with a JWT, whatever it is about. */
export type JwtReason = "malformed" | "signature" | "type" | "issuer" | "audience" | "expired";

const byClaim: Readonly<Record<string, JwtReason | undefined>> = { iss: "issuer", aud: "audience", typ: "type" };

/** The reason behind an error of the library; nothing for a fault, such as keys that cannot be fetched. */
export function jwtReasonOf(error: unknown): JwtReason | undefined {
  if (error instanceof errors.JWTExpired) return "expired";
  if (error instanceof errors.JWTClaimValidationFailed) return byClaim[error.claim] ?? "malformed";
  const isForged =
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JOSEAlgNotAllowed ||
    error instanceof errors.JOSENotSupported;
  if (isForged) return "signature";
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid) return "malformed";
  return undefined;
}
