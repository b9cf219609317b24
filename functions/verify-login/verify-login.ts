import type { Dependencies } from "../../shared/dependencies.ts";
import { Problem } from "../../shared/domain/problem.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { assertTrustName } from "../../shared/steps/trust-browser.ts";
import { proveCode } from "./prove-code.ts";
import { proveCodeFirst } from "./prove-code-first.ts";
import { proveLastPassword } from "./prove-last-password.ts";
import { proveLoginPassword } from "./prove-login-password.ts";
import { provePasswordAlone } from "./prove-password-alone.ts";
import { proveTogether } from "./prove-together.ts";

/**
 * Proves a factor, or both. The generation of the holder's token says whether one was right already, and what the order
 * lets come first. Only after a right password, or with one, can a wrong code count against the subject, so that no
 * stranger locks anybody out.
 */
export async function verifyLogin(request: RequestOf<"verifyLogin">, dependencies: Dependencies) {
  const { order } = dependencies.config.settings.login;
  const { password, code, trustBrowser } = request.body;
  assertTrustName(trustBrowser, dependencies.config.settings);
  if (request.holder.generation > 0) {
    if (code !== undefined) return proveCode(request, code, dependencies);
    if (order === "password_first" || password === undefined) throw missing("/code");
    return proveLastPassword(request, password, dependencies);
  }
  if (order === "password_first") {
    if (password === undefined) throw missing("/password");
    return proveLoginPassword(request, password, dependencies);
  }
  if (password !== undefined && code !== undefined) return proveTogether(request, { password, code }, dependencies);
  if (password !== undefined) return provePasswordAlone(request, password, dependencies);
  if (code === undefined || order === "together") throw missing("/password");
  return proveCodeFirst(request, code, dependencies);
}

const missing = (pointer: string) => new Problem("invalid_request", { errors: [{ pointer, detail: "is due now" }] });
