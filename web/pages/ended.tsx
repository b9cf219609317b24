import { Button } from "../parts/button.tsx";
import { ChangePasswordWay } from "../parts/change-password-way.tsx";
import { ForgottenWay } from "../parts/forgotten-way.tsx";
import { InfoIcon, WarningIcon } from "../parts/icons.tsx";
import { Page } from "../parts/page.tsx";
import { Support } from "../parts/support.tsx";
import { Ways } from "../parts/ways.tsx";
import { useFlow } from "../state/flow.ts";
import { useLanguage } from "../state/locale.ts";
import type { Ending } from "../state/routes.ts";

/** `/login/ended`: the login is over without success; why, and how to begin again. */
export function EndedPage({ ending }: { readonly ending: Ending }) {
  const { words } = useLanguage();
  const { startOver } = useFlow();
  const Icon = ending === "cancelled" || ending === "elsewhere" ? InfoIcon : WarningIcon;
  return (
    <Page title={words.ended[ending].title} icon={<Icon />}>
      <p class="lead">{words.ended[ending].text}</p>
      {ending === "denied" && (
        <Ways>
          <ChangePasswordWay text={words.ways.changePassword} />
        </Ways>
      )}
      {ending === "passwordDue" ? (
        <>
          <Ways>
            <ForgottenWay text={words.ways.forgotten} />
          </Ways>
          <Support />
        </>
      ) : (
        ending === "refused" && <Support />
      )}
      <Button text={words.common.startOver} onClick={startOver} />
    </Page>
  );
}
