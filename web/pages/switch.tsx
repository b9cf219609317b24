import { useState } from "preact/hooks";
import { BackTo } from "../parts/back-to.tsx";
import { Button } from "../parts/button.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { Alert, Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { save } from "../state/change.ts";
import { useFlow } from "../state/flow.ts";
import { useFullLanguage } from "../state/locale.ts";
import { type Settings, useOwn } from "../state/own.ts";
import { readSettings, useLoaded, useOwnCall } from "../state/own-call.ts";
import { paths } from "../state/routes.ts";

/** `/settings/switch`: two-step verification off, or on again, each to be confirmed. */
export function SwitchPage() {
  const { words } = useFullLanguage();
  const own = words.settings.switch;
  const settings = useLoaded(readSettings);
  return (
    <Page title={settings.data?.enabled === false ? own.onTitle : own.offTitle}>
      <Loaded of={settings}>
        {(stands) =>
          stands.enabled && !stands.maySwitchOff ? (
            <Notice kind="info">
              <p>{own.notAllowed}</p>
            </Notice>
          ) : (
            <Confirm settings={stands} onElsewhere={settings.load} />
          )
        }
      </Loaded>
      <BackTo to={paths.settings} text={words.ways.unchanged} />
    </Page>
  );
}

interface ConfirmProps {
  readonly settings: Settings;
  readonly onElsewhere: () => Promise<unknown>;
}

function Confirm({ settings: { enabled, version }, onElsewhere }: ConfirmProps) {
  const { words } = useFullLanguage();
  const flow = useFlow();
  const { saved } = useOwn();
  const own = words.settings.switch;
  const { busy, failure, run } = useOwnCall<"save">();
  const [isElsewhere, setElsewhere] = useState(false);

  const confirm = async () => {
    const answer = await run("save", () => save({ enabled: !enabled }, version));
    if (answer === undefined) return;
    if (answer === "elsewhere") {
      await onElsewhere();
      return setElsewhere(true);
    }
    saved.current = enabled ? "switchedOff" : "switchedOn";
    flow.go(paths.settings);
  };
  return (
    <>
      <p class="lead">{enabled ? own.offLead : own.onLead}</p>
      {isElsewhere && <Alert text={words.problems.changed_meanwhile} />}
      <FailureNotice
        failure={failure}
        own={{ self_disable_off: own.notAllowed }}
        isBusy={busy !== undefined}
        onRetry={() => void confirm()}
      />
      {enabled && (
        <ul class="points">
          {own.offItems.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      )}
      <Button
        text={enabled ? own.off : own.on}
        busyText={enabled ? own.switchingOff : own.switchingOn}
        isBusy={busy !== undefined}
        onClick={() => void confirm()}
      />
    </>
  );
}
