import type { Login } from "../state/held-login.ts";
import { useLanguage } from "../state/locale.ts";

/** Why a second step is asked of somebody who did not expect one. */
export function WhyAsked({ login: { purpose, reason } }: { readonly login: Login }) {
  const { words } = useLanguage();
  return purpose === "sign_in" && reason === "risk" ? <p class="lead">{words.unusual}</p> : null;
}
