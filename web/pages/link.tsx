import { useState } from "preact/hooks";
import { ApproveForm } from "../parts/approve-form.tsx";
import { Button } from "../parts/button.tsx";
import { ChangePasswordWay } from "../parts/change-password-way.tsx";
import { ContinueForm } from "../parts/continue-form.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { InfoIcon, TickIcon, WarningIcon } from "../parts/icons.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { Ways, WayTo } from "../parts/ways.tsx";
import { useFlow } from "../state/flow.ts";
import { type Over, useLink } from "../state/link.ts";
import { useLanguage } from "../state/locale.ts";
import { paths, topicPaths } from "../state/routes.ts";

/** `/v`: a one-time URL. Opening it changes nothing; what it would do is shown, and then decided. */
export function LinkPage() {
  const { words } = useLanguage();
  const link = useLink();
  const { state } = link;
  switch (state.at) {
    case "loading":
      return <Page title={words.link.loading} icon={<span class="spinner spinner-large" aria-hidden="true" />} />;
    case "offline":
      return (
        <Page title={words.link.approve.title} hasError={true}>
          <FailureNotice
            failure={{ kind: "network", during: "inspect" }}
            isBusy={false}
            onRetry={() => void link.inspect()}
          />
        </Page>
      );
    case "over":
      return <OverPage over={state.over} />;
    case "approved":
      return <ApprovedPage />;
    case "denied":
      return <DeniedPage notMe={state.notMe} />;
    case "open":
      return state.link.mode === "approve" ? (
        <ApproveForm {...link} shown={state.link} />
      ) : (
        <ContinueForm {...link} shown={state.link} />
      );
  }
}

function OverPage({ over }: { readonly over: Over }) {
  const { words } = useLanguage();
  const flow = useFlow();
  const { title, text } = words.link.over[over];
  const Icon = over === "link_superseded" ? InfoIcon : WarningIcon;
  return (
    <Page title={title} icon={<Icon />}>
      <p class="lead">{text}</p>
      <Button text={words.common.startOver} onClick={() => flow.go(paths.login)} />
      <Ways>
        <WayTo to={topicPaths.unknown_message} text={words.ways.unknownMessage} />
      </Ways>
    </Page>
  );
}

function ApprovedPage() {
  const { approved } = useLanguage().words.link;
  const [isDone, setDone] = useState(false);
  return (
    <Page title={approved.title} icon={<TickIcon />}>
      <p class="lead" role="status">
        {isDone ? approved.close : approved.text}
      </p>
      {!isDone && <Button text={approved.ok} onClick={() => setDone(true)} />}
    </Page>
  );
}

function DeniedPage({ notMe }: { readonly notMe: string | undefined }) {
  const { words } = useLanguage();
  const { denied } = words.link;
  return (
    <Page title={denied.title} icon={<TickIcon />}>
      <p class="lead">{denied.text}</p>
      <Notice kind="warning">
        <p>{denied.advice}</p>
      </Notice>
      {notMe !== undefined && (
        <a class="button button-secondary" href={notMe}>
          {denied.notMe}
        </a>
      )}
      <Ways>
        <ChangePasswordWay text={words.ways.changePassword} />
        <WayTo to={topicPaths.unknown_message} text={words.ways.unknownMessage} />
        <WayTo to={paths.settings} text={denied.toSettings} />
      </Ways>
    </Page>
  );
}
