import type { Login } from "../state/held-login.ts";
import { useLanguage } from "../state/locale.ts";
import { paths } from "../state/routes.ts";
import { WayTo } from "./ways.tsx";

/** To the password, where it has not been proved: the second factor is not everybody's. */
export function PasswordWay({ login }: { readonly login: Login }) {
  const { orders } = useLanguage().words;
  if (login.purpose !== "sign_in" || !login.needs.includes("password")) return null;
  return <WayTo to={paths.password} text={orders.passwordFirst} />;
}
