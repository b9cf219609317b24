import { service } from "../service.ts";
import { paths } from "../state/routes.ts";
import { WayOut, WayTo } from "./ways.tsx";

/** To the page that changes the password: the operator's, where passwords are. */
export function ChangePasswordWay({ text }: { readonly text: string }) {
  const { passwordsElsewhere } = service;
  if (passwordsElsewhere === undefined) return <WayTo to={paths.changePassword} text={text} />;
  const { changePage } = passwordsElsewhere;
  return changePage === undefined ? null : <WayOut to={changePage} text={text} />;
}
