import { useState } from "preact/hooks";
import { useAnnounce } from "../parts/announcer.tsx";
import { BackTo } from "../parts/back-to.tsx";
import { Button } from "../parts/button.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { Sections } from "../parts/sections.tsx";
import { service } from "../service.ts";
import { api } from "../state/api.ts";
import { useFullLanguage } from "../state/locale.ts";
import { readSettings, useLoaded, useOwnCall } from "../state/own-call.ts";
import { paths } from "../state/routes.ts";
import { saveFile } from "../state/save-file.ts";

type Export = Awaited<ReturnType<typeof api.exportOwn>>;

/** All of it: a long history comes in several answers. */
async function readAll(): Promise<Export> {
  let { next, ...whole } = await api.exportOwn({ body: {} });
  while (next !== undefined) {
    const further: Export = await api.exportOwn({ body: { before: next } });
    whole = { ...whole, activities: [...whole.activities, ...further.activities] };
    next = further.next;
  }
  return whole;
}

/** `/settings/export`: everything that is kept of the account, as a file. */
export function OwnDataPage() {
  const { locale, words } = useFullLanguage();
  const own = words.ownData;
  const announce = useAnnounce();
  // Whoever is not signed in does that first.
  const settings = useLoaded(readSettings);
  const { busy, failure, run } = useOwnCall<"export">();
  const [isSaved, setSaved] = useState(false);

  const save = async () => {
    setSaved(false);
    const whole = await run("export", readAll);
    if (whole === undefined) return;
    saveFile(own.file(service.name[locale]), `${JSON.stringify(whole, null, 2)}\n`, "application/json");
    setSaved(true);
    announce(own.saved);
  };
  return (
    <Page title={own.title} hasError={failure !== undefined}>
      <p class="lead">{own.lead}</p>
      {isSaved && (
        <Notice kind="info">
          <p>{own.saved}</p>
        </Notice>
      )}
      <FailureNotice failure={failure} isBusy={busy !== undefined} onRetry={() => void save()} />
      <Loaded of={settings}>
        {() => (
          <>
            <Sections sections={[own.contents]} />
            <Notice kind="warning">
              <p>{own.warning}</p>
            </Notice>
            <Button text={own.save} busyText={own.saving} isBusy={busy !== undefined} onClick={() => void save()} />
          </>
        )}
      </Loaded>
      <BackTo to={paths.settings} text={words.settings.back} />
    </Page>
  );
}
