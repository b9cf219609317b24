import type { Login } from "../state/held-login.ts";
import { useLanguage } from "../state/locale.ts";
import { paths, topicPaths } from "../state/routes.ts";
import { WayTo } from "./ways.tsx";

/** For whoever can use no method any more: where the password was right, to the recovery; else to what it is. */
export function LostWay({ login }: { readonly login: Login }) {
  const { ways } = useLanguage().words;
  const { purpose, needs } = login;
  if (purpose === "step_up") return <WayTo to={topicPaths.recovery} text={ways.recovery} />;
  const isAsked = purpose === "sign_in" && needs.includes("second_factor") && !needs.includes("password");
  return isAsked ? <WayTo to={paths.recover} text={ways.recovery} /> : null;
}
