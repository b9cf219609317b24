import { useState } from "preact/hooks";
import { areaName, browserName } from "../../shared/contract/device-names.ts";
import { BackTo } from "../parts/back-to.tsx";
import { Button } from "../parts/button.tsx";
import { Facts } from "../parts/facts.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { Rename } from "../parts/rename.tsx";
import { WayBy, Ways } from "../parts/ways.tsx";
import { api } from "../state/api.ts";
import { useFlow } from "../state/flow.ts";
import { useFullLanguage } from "../state/locale.ts";
import { momentOf } from "../state/moment.ts";
import { useOwn } from "../state/own.ts";
import { done, readBrowsers, type TrustedBrowser, useLoaded, useOwnCall } from "../state/own-call.ts";
import { paths, queryOf } from "../state/routes.ts";

/** `/settings/trusted-browsers/edit?id=…`: one trusted browser. */
export function EditBrowserPage() {
  const own = useFullLanguage().words.settings.browsers;
  const id = queryOf(useFlow().path, "id");
  const known = useLoaded(readBrowsers);
  const [isRemoving, setRemoving] = useState(false);
  const browser = known.data?.browsers.find(({ browserId }) => browserId === id);
  if (browser && isRemoving) return <Remove key="remove" browser={browser} onCancel={() => setRemoving(false)} />;
  return (
    <Page key="edit" title={own.editTitle} hasError={known.failure !== undefined}>
      <Loaded of={known}>
        {() =>
          browser === undefined ? (
            <Notice kind="warning">
              <p>{own.gone}</p>
            </Notice>
          ) : (
            <>
              <Standing browser={browser} />
              <Rename
                name={browser.name}
                own={own}
                save={(name) => api.renameTrustedBrowser({ params: { browserId: browser.browserId }, body: { name } })}
                saved="browserRenamed"
                to={paths.browsers}
              />
              <Ways>
                <WayBy onClick={() => setRemoving(true)} text={own.remove} />
              </Ways>
            </>
          )
        }
      </Loaded>
      <BackTo to={paths.browsers} text={own.toList} />
    </Page>
  );
}

function Standing({ browser }: { readonly browser: TrustedBrowser }) {
  const { locale, words } = useFullLanguage();
  const { facts, unknown, current } = words.settings.browsers;
  const name = (
    <>
      {browserName(browser) ?? unknown} {browser.isCurrent && <span class="badge">{current}</span>}
    </>
  );
  return (
    <Facts
      facts={[
        { name: facts.browser, value: name },
        { name: facts.area, value: areaName(browser, locale) ?? unknown },
        { name: facts.createdAt, value: momentOf(browser.createdAt, locale) },
        { name: facts.lastUsedAt, value: momentOf(browser.lastUsedAt, locale) },
        { name: facts.expiresAt, value: momentOf(browser.expiresAt, locale) },
      ]}
    />
  );
}

interface RemoveProps {
  readonly browser: TrustedBrowser;
  readonly onCancel: () => void;
}

/** Removes it, once that is confirmed. */
function Remove({ browser: { browserId, name }, onCancel }: RemoveProps) {
  const { words } = useFullLanguage();
  const flow = useFlow();
  const { saved } = useOwn();
  const own = words.settings.browsers;
  const { busy, failure, run } = useOwnCall<"remove">();
  const remove = async () => {
    if (!(await run("remove", () => done(api.removeTrustedBrowser({ params: { browserId } }))))) return;
    saved.current = "browserRemoved";
    flow.go(paths.browsers);
  };
  return (
    <Page title={own.removeTitle} hasError={failure !== undefined}>
      <p class="lead">{own.removeLead}</p>
      <FailureNotice
        failure={failure}
        own={{ not_found: own.gone }}
        isBusy={busy !== undefined}
        onRetry={() => void remove()}
      />
      <Facts facts={[{ name: own.name, value: <bdi>{name}</bdi> }]} />
      <Button text={own.remove} busyText={own.removing} isBusy={busy !== undefined} onClick={() => void remove()} />
      <Ways>
        <WayBy onClick={onCancel} text={words.ways.unchanged} />
      </Ways>
    </Page>
  );
}
