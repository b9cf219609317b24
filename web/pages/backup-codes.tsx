import { useState } from "preact/hooks";
import { BackTo } from "../parts/back-to.tsx";
import { Button } from "../parts/button.tsx";
import { Facts } from "../parts/facts.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { ShownCodes } from "../parts/shown-codes.tsx";
import { WayBy, Ways } from "../parts/ways.tsx";
import { api } from "../state/api.ts";
import { fewLeft } from "../state/codes-left.ts";
import { createKeyring } from "../state/idempotency.ts";
import { useFullLanguage } from "../state/locale.ts";
import { momentOf } from "../state/moment.ts";
import { type BackupCodes, type CodesState, useOwn } from "../state/own.ts";
import { useLoaded, useOwnCall } from "../state/own-call.ts";
import { paths } from "../state/routes.ts";

const keys = createKeyring();

/** How the codes stand, and whether the account can have any. */
const readState = async () => {
  const [codes, settings] = await Promise.all([api.getBackupCodes({}), api.getSettings({})]);
  return { codes, settings };
};

/** `/settings/backup-codes`: how many are left; the codes themselves once, or after a fresh second factor. */
export function BackupCodesPage() {
  const { words } = useFullLanguage();
  const own = words.settings.codes;
  const held = useOwn().codes;
  const [shown, setShown] = useState(held.current);
  const [isConfirming, setConfirming] = useState(false);
  const state = useLoaded(readState);
  const { busy, failure, setFailure, run } = useOwnCall<"make" | "show">();

  const show = (codes: BackupCodes | undefined) => {
    if (codes === undefined) return;
    held.current = codes;
    setShown(codes);
    void state.load();
  };
  const reveal = async () => show(await run("show", () => api.revealBackupCodes({})));
  const make = async () => {
    const idempotencyKey = keys.keyFor("make");
    show(await run("make", () => api.makeBackupCodes({ idempotencyKey }), keys));
  };
  const put = () => {
    held.current = null;
    setShown(null);
    setConfirming(false);
  };
  const retry = () => void (failure?.kind !== "empty" && failure?.during === "make" ? make() : reveal());
  const failed = <FailureNotice failure={failure} isBusy={busy !== undefined} onRetry={retry} />;

  if (shown !== null) {
    return <ShownCodes key="shown" shown={shown} canReveal={state.data?.codes.canReveal ?? true} onDone={put} />;
  }
  if (isConfirming) {
    return (
      <Page key="confirm" title={own.confirmTitle} hasError={failure !== undefined}>
        <Notice kind="warning">
          <p>{own.confirmLead}</p>
        </Notice>
        {failed}
        <Button text={own.make} busyText={own.making} isBusy={busy !== undefined} onClick={() => void make()} />
        <Ways>
          <WayBy
            onClick={() => {
              setFailure(undefined);
              setConfirming(false);
            }}
            text={words.ways.unchanged}
          />
        </Ways>
      </Page>
    );
  }
  return (
    <Page key="state" title={own.title} hasError={failure !== undefined}>
      <p class="lead">{own.lead}</p>
      {failed}
      <Loaded of={state}>
        {({ codes, settings }) => (
          <>
            <Standing codes={codes} />
            {!settings.enabled && (
              <Notice kind="info">
                <p>{own.needsMethod}</p>
              </Notice>
            )}
            {codes.canReveal && codes.total > 0 && (
              <Button
                kind="secondary"
                text={own.show}
                busyText={own.showing}
                isBusy={busy === "show"}
                onClick={() => void reveal()}
              />
            )}
            {settings.enabled && (
              <Button
                text={codes.total === 0 ? own.makeFirst : own.make}
                busyText={own.making}
                isBusy={busy === "make"}
                onClick={() => (codes.total === 0 ? void make() : setConfirming(true))}
              />
            )}
          </>
        )}
      </Loaded>
      <BackTo to={paths.settings} text={words.settings.back} />
    </Page>
  );
}

function Standing({ codes: { total, left, createdAt } }: { readonly codes: CodesState }) {
  const { locale, words } = useFullLanguage();
  const { codes: own, few } = words.settings;
  if (createdAt === undefined) return <p class="lead">{own.none}</p>;
  return (
    <>
      {left <= fewLeft && (
        <Notice kind="warning">
          <p>{few(left)}</p>
        </Notice>
      )}
      <Facts
        facts={[
          { name: own.left, value: own.count(left, total) },
          { name: own.made, value: momentOf(createdAt, locale) },
        ]}
      />
    </>
  );
}
