import { ChangePasswordWay } from "../parts/change-password-way.tsx";
import { ForgottenWay } from "../parts/forgotten-way.tsx";
import { InfoIcon } from "../parts/icons.tsx";
import { Page } from "../parts/page.tsx";
import { Support } from "../parts/support.tsx";
import { Ways, WayTo } from "../parts/ways.tsx";
import { useFullLanguage } from "../state/locale.ts";
import { paths } from "../state/routes.ts";

/** In the place of every page of a new password, where passwords are the operator's own directory's. */
export function PasswordsElsewherePage() {
  const { words } = useFullLanguage();
  const own = words.password.elsewhere;
  return (
    <Page title={own.title} icon={<InfoIcon />}>
      <p class="lead">{own.lead}</p>
      <Ways>
        <ChangePasswordWay text={words.ways.changePassword} />
        <ForgottenWay />
        <WayTo to={paths.login} text={words.password.reset.toLogin} />
      </Ways>
      <Support />
    </Page>
  );
}
