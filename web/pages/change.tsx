import { useState } from "preact/hooks";
import { BackTo } from "../parts/back-to.tsx";
import { Button } from "../parts/button.tsx";
import { Facts } from "../parts/facts.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { Form } from "../parts/form.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { Alert } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { Radios } from "../parts/radios.tsx";
import { WayBy, Ways } from "../parts/ways.tsx";
import { trustsBrowsers } from "../service.ts";
import {
  type Change,
  changeFacts,
  changeOf,
  localeNames,
  save,
  standing,
  trustDays,
  type Wanted,
  wantedOf,
} from "../state/change.ts";
import { useFlow } from "../state/flow.ts";
import { useFullLanguage } from "../state/locale.ts";
import { type Settings, useOwn } from "../state/own.ts";
import { readSettings, useLoaded, useOwnCall } from "../state/own-call.ts";
import { paths } from "../state/routes.ts";
import { methodName } from "../state/settings-words.ts";

/** `/settings/change`: what is to be changed, then the same to be confirmed. Nothing is saved before that. */
export function ChangePage() {
  const { words } = useFullLanguage();
  const flow = useFlow();
  const { saved } = useOwn();
  const own = words.settings.change;
  const settings = useLoaded(readSettings);
  const { busy, failure, run } = useOwnCall<"save">();
  const [wanted, setWanted] = useState<Wanted>();
  const [change, setChange] = useState<Change>();
  const [alert, setAlert] = useState<"unchanged" | "elsewhere">();
  const { data } = settings;

  const check = (entered: (field: string) => string, stands: Settings) => {
    const next = wantedOf(entered, stands);
    const differs = changeOf(stands, next);
    setWanted(next);
    setChange(differs);
    setAlert(differs === undefined ? "unchanged" : undefined);
  };
  const confirm = async (stands: Settings, body: Change) => {
    const answer = await run("save", () => save(body, stands.version));
    if (answer === undefined) return;
    if (answer !== "elsewhere") {
      saved.current = "changed";
      return flow.go(paths.settings);
    }
    // What was chosen was chosen by what stood before.
    await settings.load();
    setWanted(undefined);
    setChange(undefined);
    setAlert("elsewhere");
  };

  if (data !== undefined && change !== undefined) {
    return (
      <Page key="confirm" title={own.confirmTitle} hasError={failure !== undefined}>
        <p class="lead">{own.confirmLead}</p>
        <FailureNotice failure={failure} isBusy={busy !== undefined} onRetry={() => void confirm(data, change)} />
        <Facts facts={changeFacts(data, change, words)} />
        <Button
          text={own.save}
          busyText={own.saving}
          isBusy={busy !== undefined}
          onClick={() => void confirm(data, change)}
        />
        <Ways>
          <WayBy onClick={() => setChange(undefined)} text={own.edit} />
        </Ways>
      </Page>
    );
  }
  return (
    <Page key="edit" title={own.title} hasError={alert !== undefined}>
      <p class="lead">{own.lead}</p>
      {alert && <Alert text={own[alert]} />}
      <Loaded of={settings}>
        {(stands) => (
          <Form key={stands.version} onSubmit={(entered) => check(entered, stands)}>
            <Fields settings={stands} wanted={wanted ?? standing(stands)} />
            <Button text={own.check} />
          </Form>
        )}
      </Loaded>
      <BackTo to={paths.settings} text={words.ways.unchanged} />
    </Page>
  );
}

function Fields({ settings, wanted }: { readonly settings: Settings; readonly wanted: Wanted }) {
  const { words } = useFullLanguage();
  const { change, days, facts, send } = words.settings;
  const main = settings.methods.filter(({ type }) => type !== "backup_code");
  return (
    <>
      {trustsBrowsers && (
        <Radios
          name="trust"
          legend={facts.trust}
          note={change.trustNote}
          options={trustDays.map((each) => ({ value: String(each), text: days(each) }))}
          chosen={String(wanted.trustDays)}
        />
      )}
      <Radios
        name="notices"
        legend={facts.notices}
        note={change.noticesNote}
        options={[
          { value: "yes", text: send.yes },
          { value: "no", text: send.no },
        ]}
        chosen={wanted.signInNotices ? "yes" : "no"}
      />
      {main.length > 1 && (
        <Radios
          name="default"
          legend={facts.default}
          options={main.map((method) => ({ value: method.methodId, text: methodName(method, words) }))}
          chosen={wanted.defaultMethodId}
        />
      )}
      <Radios
        name="locale"
        legend={facts.locale}
        options={Object.entries(localeNames).map(([value, text]) => ({ value, text }))}
        chosen={wanted.locale}
      />
    </>
  );
}
