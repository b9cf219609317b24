import { service } from "../service.ts";
import { useLanguage } from "../state/locale.ts";
import { paths } from "../state/routes.ts";
import { WayOut, WayTo } from "./ways.tsx";

/** To a new password: by the operator's own page, where there is one. Not ours, where passwords are not. */
export function ForgottenWay({ text }: { readonly text?: string }) {
  const { words } = useLanguage();
  const { forgottenPassword } = service.support;
  const shown = text ?? words.login.forgotten;
  if (forgottenPassword !== undefined) return <WayOut to={forgottenPassword} text={shown} />;
  return service.passwordsElsewhere === undefined ? <WayTo to={paths.forgottenPassword} text={shown} /> : null;
}
