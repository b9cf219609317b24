import type { Dependencies } from "../../shared/dependencies.ts";
import { Problem } from "../../shared/domain/problem.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { assertTrustName } from "../../shared/steps/trust-browser.ts";
import { proveCode } from "./prove-code.ts";
import { proveLoginPassword } from "./prove-login-password.ts";

/**
 * Proves a factor. The generation of the holder's token says whether the password was right already: only then is a
 * code looked at, and only then can a wrong one count against the subject, so that no stranger locks anybody out.
 */
export async function verifyLogin(request: RequestOf<"verifyLogin">, dependencies: Dependencies) {
  const { password, code, trustBrowser } = request.body;
  assertTrustName(trustBrowser, dependencies.config.settings);
  if (request.holder.generation === 0) {
    if (password === undefined) throw missing("/password");
    return proveLoginPassword(request, password, dependencies);
  }
  if (code === undefined) throw missing("/code");
  return proveCode(request, code, dependencies);
}

const missing = (pointer: string) => new Problem("invalid_request", { errors: [{ pointer, detail: "is due now" }] });
