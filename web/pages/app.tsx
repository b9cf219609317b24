import { useState } from "preact/hooks";
import { BackTo } from "../parts/back-to.tsx";
import { Button } from "../parts/button.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { TickIcon } from "../parts/icons.tsx";
import { Link } from "../parts/link.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { ProveApp } from "../parts/prove-app.tsx";
import { Ways, WayTo } from "../parts/ways.tsx";
import { service } from "../service.ts";
import { api } from "../state/api.ts";
import { useLanguage } from "../state/locale.ts";
import type { AddedAuthenticator } from "../state/own.ts";
import { readAuthenticators, useLoaded, useOwnCall } from "../state/own-call.ts";
import { paths } from "../state/routes.ts";

/** `/settings/totp`: an authenticator app is set up, proved by its first code, and on from then. */
export function AppPage() {
  const [added, setAdded] = useState<AddedAuthenticator>();
  const [isDone, setDone] = useState(false);
  if (isDone) return <Done key="done" />;
  if (added === undefined) return <Begin key="begin" onAdded={setAdded} />;
  return <ProveApp key="prove" added={added} onProved={() => setDone(true)} onAgain={() => setAdded(undefined)} />;
}

function Begin({ onAdded }: { readonly onAdded: (added: AddedAuthenticator) => void }) {
  const { words } = useLanguage();
  const own = words.settings.app;
  const known = useLoaded(readAuthenticators);
  const { busy, failure, run } = useOwnCall<"add">();
  const start = async () => {
    const added = await run("add", () => api.addAuthenticator({ body: { type: "totp" } }));
    if (added !== undefined) onAdded(added);
  };
  return (
    <Page title={own.title} hasError={failure !== undefined}>
      <p class="lead">{own.lead}</p>
      <FailureNotice failure={failure} isBusy={busy !== undefined} onRetry={() => void start()} />
      <Loaded of={known}>
        {({ authenticators }) => (
          <>
            {authenticators.some(({ type, status }) => type === "totp" && status !== "pending") && (
              <Notice kind="info">
                <p>{own.replaces}</p>
              </Notice>
            )}
            <section class="help">
              <h2>{own.appsTitle}</h2>
              <p>{own.apps}</p>
              <dl class="facts">
                {service.apps.map(({ system, names }) => (
                  <div key={system}>
                    <dt>{system}</dt>
                    {names.map((name) => (
                      <dd key={name}>{name}</dd>
                    ))}
                  </div>
                ))}
              </dl>
            </section>
            <Button text={own.start} busyText={own.starting} isBusy={busy !== undefined} onClick={() => void start()} />
          </>
        )}
      </Loaded>
      <BackTo to={paths.settings} text={words.settings.cancel} />
    </Page>
  );
}

function Done() {
  const { settings } = useLanguage().words;
  const { app } = settings;
  return (
    <Page title={app.doneTitle} icon={<TickIcon />}>
      <p class="lead">{app.done}</p>
      <Notice kind="info">
        <p>{app.keep}</p>
      </Notice>
      <p class="lead">{app.codesNext}</p>
      <Link class="button button-primary" to={paths.backupCodes}>
        {settings.toCodes}
      </Link>
      <Ways>
        <WayTo to={paths.settings} text={settings.back} />
      </Ways>
    </Page>
  );
}
