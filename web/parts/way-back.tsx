import type { AllMessages } from "../messages/index.ts";
import { useFlow } from "../state/flow.ts";
import type { Login } from "../state/held-login.ts";
import { useFullLanguage } from "../state/locale.ts";
import { paths } from "../state/routes.ts";
import { BackIcon } from "./icons.tsx";
import { Link } from "./link.tsx";

/** To where the person was in the login, if there is one; to the settings once it is complete. */
export function WayBack() {
  const { words } = useFullLanguage();
  const [to, text] = wayBackOf(useFlow().held?.login, words);
  return (
    <Link class="button button-secondary" to={to}>
      <BackIcon />
      {text}
    </Link>
  );
}

function wayBackOf(
  login: Login | undefined,
  { common, settings, wait, orders }: AllMessages,
): readonly [path: string, text: string] {
  if (login?.status === "complete") return [paths.settings, settings.back];
  if (login?.status !== "pending") return [paths.login, common.backToLogin];
  if (login.needs.includes("password") && login.methods.length === 0) return [paths.password, orders.password.back];
  if (login.challenge === undefined) return [paths.method, common.backToMethod];
  return login.challenge.mode === undefined ? [paths.code, common.backToCode] : [paths.wait, wait.back];
}
