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
import { Replaced } from "../parts/replaced.tsx";
import { ScanApp } from "../parts/scan-app.tsx";
import { Ways, WayTo } from "../parts/ways.tsx";
import { service } from "../service.ts";
import { api } from "../state/api.ts";
import { useFlow } from "../state/flow.ts";
import { useFullLanguage } from "../state/locale.ts";
import type { AddedAuthenticator } from "../state/own.ts";
import { readAuthenticators, useLoaded, useOwnCall } from "../state/own-call.ts";
import { paths, queryOf } from "../state/routes.ts";

/**
 * `/settings/totp`: an authenticator app is set up, proved by its first code, and on from then; `?replaces=…` takes
 * another method's place.
 */
export function AppPage() {
  const [added, setAdded] = useState<AddedAuthenticator>();
  const [step, setStep] = useState<"scan" | "prove" | "done">("scan");
  const begin = (next: AddedAuthenticator | undefined) => {
    setAdded(next);
    setStep("scan");
  };
  if (step === "done") return <Done key="done" />;
  if (added?.totp === undefined) return <Begin key="begin" onAdded={begin} />;
  if (step === "scan") return <ScanApp key="scan" app={added.totp} onScanned={() => setStep("prove")} />;
  return (
    <ProveApp
      key="prove"
      added={added}
      onProved={() => setStep("done")}
      onBack={() => setStep("scan")}
      onAgain={() => begin(undefined)}
    />
  );
}

function Begin({ onAdded }: { readonly onAdded: (added: AddedAuthenticator) => void }) {
  const { words } = useFullLanguage();
  const own = words.settings.app;
  const replaces = queryOf(useFlow().path, "replaces");
  const known = useLoaded(readAuthenticators);
  const { busy, failure, run } = useOwnCall<"add">();
  const start = async () => {
    const body = { type: "totp", ...(replaces === undefined ? {} : { replaces }) } as const;
    const added = await run("add", () => api.addAuthenticator({ body }));
    if (added !== undefined) onAdded(added);
  };
  return (
    <Page title={own.title} hasError={failure !== undefined}>
      <p class="lead">{own.lead}</p>
      <FailureNotice failure={failure} isBusy={busy !== undefined} onRetry={() => void start()} />
      <Loaded of={known}>
        {({ authenticators }) => (
          <>
            <Replaced authenticators={authenticators} replaces={replaces} note={own.replacesOther} />
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
      <BackTo to={paths.settings} text={words.ways.unchanged} />
    </Page>
  );
}

function Done() {
  const { settings } = useFullLanguage().words;
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
