import { BackTo } from "../parts/back-to.tsx";
import { ForwardIcon, MethodIcon } from "../parts/icons.tsx";
import { Link } from "../parts/link.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { Page } from "../parts/page.tsx";
import { SavedNotice } from "../parts/saved-notice.tsx";
import { Ways, WayTo } from "../parts/ways.tsx";
import { mayAdd } from "../service.ts";
import { useFullLanguage } from "../state/locale.ts";
import type { Authenticator } from "../state/own.ts";
import { readAuthenticators, useLoaded } from "../state/own-call.ts";
import { editPath, paths } from "../state/routes.ts";
import { authenticatorDetails, authenticatorName } from "../state/settings-words.ts";

const icons = { phone: "sms_code", email: "email_code", totp: "totp", app: "app" } as const;

/** `/settings/methods`: the numbers, addresses and apps, and the ways to more. */
export function MethodsPage() {
  const { words } = useFullLanguage();
  const { settings } = words;
  const own = settings.methods;
  const known = useLoaded(readAuthenticators);
  return (
    <Page title={own.title} hasError={known.failure !== undefined}>
      <p class="lead">{own.lead}</p>
      <SavedNotice />
      <Loaded of={known}>
        {({ authenticators }) => (
          <>
            {authenticators.length === 0 && <p class="lead">{own.empty}</p>}
            <ul class="cards">
              {authenticators.map((authenticator) => (
                <Item key={authenticator.authenticatorId} authenticator={authenticator} />
              ))}
            </ul>
            <Ways>
              {mayAdd("phone", "email") && <WayTo to={paths.addMethod} text={own.add} />}
              {mayAdd("totp") &&
                authenticators.every(({ type, status }) => type !== "totp" || status === "pending") && (
                  <WayTo to={paths.setUpApp} text={own.addApp} />
                )}
              {mayAdd("app") && <WayTo to={paths.pair} text={own.pairApp} />}
              {authenticators.some(({ type }) => type === "app") && (
                <WayTo to={paths.approvals} text={words.approvals.requests.title} />
              )}
              {authenticators.flatMap(({ methodIds }) => methodIds).length > 1 && (
                <WayTo to={paths.change} text={own.toDefault} />
              )}
            </Ways>
          </>
        )}
      </Loaded>
      <BackTo to={paths.settings} text={settings.back} />
    </Page>
  );
}

function Item({ authenticator }: { readonly authenticator: Authenticator }) {
  const { locale, words } = useFullLanguage();
  const { type, authenticatorId } = authenticator;
  return (
    <li>
      <Link class="card-link" to={editPath(authenticatorId)}>
        <MethodIcon type={icons[type]} />
        <span>
          <strong>{authenticatorName(authenticator, words)}</strong>
          <span class="hint">{authenticatorDetails(authenticator, words, locale)}</span>
        </span>
        <ForwardIcon />
      </Link>
    </li>
  );
}
