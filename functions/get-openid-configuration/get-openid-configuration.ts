import type { Dependencies } from "../../shared/dependencies.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { acrValues } from "../../shared/methods/claims.ts";

/** What a verifier of results needs to know (OpenID Connect Discovery 1.0). */
export async function getOpenidConfiguration(
  _: RequestOf<"getOpenidConfiguration">,
  { config }: Pick<Dependencies, "config">,
) {
  return {
    issuer: config.origin,
    jwks_uri: `${config.origin}/.well-known/jwks.json`,
    response_types_supported: ["id_token"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: [config.settings.result.algorithm],
    acr_values_supported: [...acrValues],
    claims_supported: ["iss", "sub", "aud", "exp", "iat", "jti", "nonce", "amr", "acr", "auth_time", "trusted_browser"],
  };
}
