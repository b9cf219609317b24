import { useState } from "preact/hooks";
import { browserName } from "../../shared/contract/device-names.ts";
import { BackTo } from "../parts/back-to.tsx";
import { Button } from "../parts/button.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { BrowserIcon, ForwardIcon } from "../parts/icons.tsx";
import { Link } from "../parts/link.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { Page } from "../parts/page.tsx";
import { SavedNotice } from "../parts/saved-notice.tsx";
import { WayBy, Ways } from "../parts/ways.tsx";
import { trustsBrowsers } from "../service.ts";
import { api } from "../state/api.ts";
import { useFullLanguage } from "../state/locale.ts";
import { momentOf } from "../state/moment.ts";
import { useOwn } from "../state/own.ts";
import { done, readBrowsers, type TrustedBrowser, useLoaded, useOwnCall } from "../state/own-call.ts";
import { editBrowserPath, paths } from "../state/routes.ts";

/** `/settings/trusted-browsers`: the browsers on which the second step is skipped, and the way to end that. */
export function TrustedBrowsersPage() {
  const { words } = useFullLanguage();
  const own = words.settings.browsers;
  const known = useLoaded(readBrowsers);
  const [isRemoving, setRemoving] = useState(false);
  if (isRemoving) {
    const again = () => {
      setRemoving(false);
      void known.load();
    };
    return <RemoveAll key="remove" onDone={again} onCancel={() => setRemoving(false)} />;
  }
  return (
    <Page key="list" title={own.title} hasError={known.failure !== undefined}>
      <SavedNotice />
      <Loaded of={known}>
        {({ browsers }) =>
          browsers.length === 0 ? (
            <>
              <p class="lead">{own.empty}</p>
              {trustsBrowsers && <p class="hint">{own.emptyHint}</p>}
            </>
          ) : (
            <>
              <p class="lead">{own.lead}</p>
              <ul class="cards">
                {browsers.map((browser) => (
                  <Item key={browser.browserId} browser={browser} />
                ))}
              </ul>
              <Ways>
                <WayBy onClick={() => setRemoving(true)} text={own.removeAll} />
              </Ways>
            </>
          )
        }
      </Loaded>
      <BackTo to={paths.settings} text={words.settings.back} />
    </Page>
  );
}

function Item({ browser }: { readonly browser: TrustedBrowser }) {
  const { locale, words } = useFullLanguage();
  const own = words.settings.browsers;
  const what = browserName(browser);
  const details = [
    ...(what === undefined || what === browser.name ? [] : [what]),
    own.lastUsed(momentOf(browser.lastUsedAt, locale)),
  ];
  return (
    <li>
      <Link class="card-link" to={editBrowserPath(browser.browserId)}>
        <BrowserIcon />
        <span>
          <strong>
            <bdi>{browser.name}</bdi> {browser.isCurrent && <span class="badge">{own.current}</span>}
          </strong>
          <span class="hint">{own.details(details)}</span>
        </span>
        <ForwardIcon />
      </Link>
    </li>
  );
}

interface RemoveAllProps {
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Removes all of them, once that is confirmed. */
function RemoveAll({ onDone, onCancel }: RemoveAllProps) {
  const { words } = useFullLanguage();
  const { saved } = useOwn();
  const own = words.settings.browsers;
  const { busy, failure, run } = useOwnCall<"remove">();
  const remove = async () => {
    if (!(await run("remove", () => done(api.removeTrustedBrowsers({}))))) return;
    saved.current = "browsersRemoved";
    onDone();
  };
  return (
    <Page title={own.removeAllTitle} hasError={failure !== undefined}>
      <p class="lead">{own.removeAllLead}</p>
      <FailureNotice failure={failure} isBusy={busy !== undefined} onRetry={() => void remove()} />
      <Button text={own.removeAll} busyText={own.removing} isBusy={busy !== undefined} onClick={() => void remove()} />
      <Ways>
        <WayBy onClick={onCancel} text={words.ways.unchanged} />
      </Ways>
    </Page>
  );
}
