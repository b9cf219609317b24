import { useState } from "preact/hooks";
import type { AllMessages } from "../messages/index.ts";
import { ChangePasswordWay } from "../parts/change-password-way.tsx";
import { Facts } from "../parts/facts.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { Link } from "../parts/link.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { SavedNotice } from "../parts/saved-notice.tsx";
import { WayBy, Ways, WayTo } from "../parts/ways.tsx";
import { mayAdd, trustsBrowsers } from "../service.ts";
import { api } from "../state/api.ts";
import { localeNames } from "../state/change.ts";
import { fewLeft } from "../state/codes-left.ts";
import { useFlow } from "../state/flow.ts";
import { useFullLanguage } from "../state/locale.ts";
import { type Settings, useOwn } from "../state/own.ts";
import { done, readSettings, useLoaded, useOwnCall } from "../state/own-call.ts";
import { paths } from "../state/routes.ts";
import { firstMethod, methodName } from "../state/settings-words.ts";

/** `/settings`: what stands, and the ways to change it. */
export function SettingsPage() {
  const { words } = useFullLanguage();
  const own = words.settings;
  const flow = useFlow();
  const { codes } = useOwn();
  const settings = useLoaded(readSettings);
  const [isOut, setOut] = useState(false);
  const { busy, failure, run } = useOwnCall<"signOut">();

  const signOut = async () => {
    if (isOut || !(await run("signOut", () => done(api.endSession({}))))) return;
    setOut(true);
    codes.current = null;
    flow.drop();
    flow.go(paths.login);
  };

  return (
    <Page title={own.title} hasError={failure !== undefined || settings.failure !== undefined}>
      <SavedNotice />
      <FailureNotice failure={failure} isBusy={busy !== undefined} onRetry={() => void signOut()} />
      <Loaded of={settings}>
        {(data) => (
          <>
            <Facts facts={[stateFact(data, words)]} />
            <Advice settings={data} />
            <Standing settings={data} />
            <Ways>
              <WayTo to={paths.change} text={own.change.title} />
              <ChangePasswordWay text={words.password.change.title} />
              <WayTo to={paths.methods} text={own.methods.title} />
              {(mayAdd("totp") || data.methods.some(({ type }) => type === "totp")) && (
                <WayTo to={paths.setUpApp} text={own.app.title} />
              )}
              <WayTo to={paths.backupCodes} text={own.codes.title} />
              {trustsBrowsers && <WayTo to={paths.browsers} text={own.browsers.title} />}
              <WayTo to={paths.activity} text={words.activity.title} />
              <WayTo to={paths.ownData} text={words.ownData.title} />
              {data.enabled && <WayTo to={paths.switch} text={own.switch.offTitle} />}
              {!data.enabled && data.methods.length > 0 && <WayTo to={paths.switch} text={own.switch.onTitle} />}
              <WayBy onClick={() => void signOut()} text={busy === undefined ? own.signOut : own.signingOut} />
            </Ways>
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** What should be done first. */
function Advice({ settings: { enabled, backupCodesLeft } }: { readonly settings: Settings }) {
  const own = useFullLanguage().words.settings;
  if (!enabled) {
    return (
      <Notice kind="warning">
        <p>{own.isOff}</p>
        {mayAdd("totp") && <Link to={paths.setUpApp}>{own.startApp}</Link>}
      </Notice>
    );
  }
  if (backupCodesLeft !== undefined && backupCodesLeft > fewLeft) return null;
  return (
    <Notice kind={backupCodesLeft === undefined ? "info" : "warning"}>
      <p>{backupCodesLeft === undefined ? own.makeUrged : own.few(backupCodesLeft)}</p>
      <Link to={paths.backupCodes}>{own.toCodes}</Link>
    </Notice>
  );
}

const stateFact = ({ enabled }: Settings, { settings }: AllMessages) => ({
  name: settings.facts.state,
  value: <strong class={enabled ? "is-on" : "is-off"}>{enabled ? settings.on : settings.off}</strong>,
});

function Standing({ settings }: { readonly settings: Settings }) {
  const { words } = useFullLanguage();
  const own = words.settings;
  const { identifier, methods, trustDays, signInNotices, locale, backupCodesLeft } = settings;
  const main = methods.filter(({ type }) => type !== "backup_code");
  const first = firstMethod(settings);
  const list = (
    <ul class="state-list">
      {main.map((method) => (
        <li key={method.methodId}>
          {methodName(method, words)} {method === first && <span class="badge">{own.isDefault}</span>}
        </li>
      ))}
    </ul>
  );
  const facts = [
    { name: own.facts.identifier, value: identifier },
    { name: own.facts.methods, value: main.length === 0 ? own.none : list },
    ...(trustsBrowsers ? [{ name: own.facts.trust, value: own.days(trustDays) }] : []),
    { name: own.facts.notices, value: signInNotices ? own.send.yes : own.send.no },
    { name: own.facts.locale, value: localeNames[locale] },
    { name: own.facts.backup, value: backupCodesLeft === undefined ? own.notMade : own.left(backupCodesLeft) },
  ];
  return <Facts facts={facts} />;
}
