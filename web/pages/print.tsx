import { useEffect } from "preact/hooks";
import { BackTo } from "../parts/back-to.tsx";
import { Button } from "../parts/button.tsx";
import { Facts } from "../parts/facts.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { Page } from "../parts/page.tsx";
import { CodeList } from "../parts/shown-codes.tsx";
import { service } from "../service.ts";
import { useFlow } from "../state/flow.ts";
import { useFullLanguage } from "../state/locale.ts";
import { momentOf } from "../state/moment.ts";
import { useOwn } from "../state/own.ts";
import { readSettings, useLoaded } from "../state/own-call.ts";
import { paths } from "../state/routes.ts";
import { maskedIdentifier } from "../state/sheet.ts";

/** `/settings/backup-codes/print`: the codes as a sheet. They are in memory alone, so a reload leads back to them. */
export function PrintPage() {
  const { locale, words } = useFullLanguage();
  const flow = useFlow();
  const shown = useOwn().codes.current;
  const own = words.settings.print;
  const settings = useLoaded(readSettings);
  useEffect(() => {
    if (shown === null) flow.go(paths.backupCodes, true);
  }, []);
  if (shown === null) return null;
  return (
    <Page title={own.title(service.name[locale])}>
      <Loaded of={settings}>
        {({ identifier }) => (
          <>
            <Facts
              facts={[
                { name: own.account, value: maskedIdentifier(identifier) },
                { name: own.made, value: momentOf(shown.createdAt, locale) },
              ]}
            />
            <CodeList shown={shown} />
            <p class="lead">{own.use}</p>
            <p class="lead">{own.void}</p>
            <div class="screen-only">
              <Button text={own.print} onClick={() => print()} />
              <BackTo to={paths.backupCodes} text={own.back} />
            </div>
          </>
        )}
      </Loaded>
    </Page>
  );
}
