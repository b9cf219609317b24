import { useFlow } from "../state/flow.ts";
import { useLanguage } from "../state/locale.ts";
import { paths } from "../state/routes.ts";
import { BackIcon } from "./icons.tsx";
import { Link } from "./link.tsx";

/** To where the person was in the login, if there is one. */
export function WayBack() {
  const { common } = useLanguage().words;
  const { held } = useFlow();
  const [to, text] =
    held?.login.status !== "pending"
      ? [paths.login, common.backToLogin]
      : held.login.challenge
        ? [paths.code, common.backToCode]
        : [paths.method, common.backToMethod];
  return (
    <Link class="button button-secondary" to={to}>
      <BackIcon />
      {text}
    </Link>
  );
}
