import { useEffect, useRef, useState } from "preact/hooks";
import type { Messages } from "../messages/index.ts";
import { Button } from "../parts/button.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { TickIcon } from "../parts/icons.tsx";
import { Link } from "../parts/link.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { TrustOffer } from "../parts/trust-offer.tsx";
import { WayOut, Ways, WayTo } from "../parts/ways.tsx";
import { service } from "../service.ts";
import { api } from "../state/api.ts";
import { useCall } from "../state/call.ts";
import { fewLeft, useCodesLeft } from "../state/codes-left.ts";
import { useFlow } from "../state/flow.ts";
import type { HeldLogin } from "../state/held-login.ts";
import { useLanguage } from "../state/locale.ts";
import { paths } from "../state/routes.ts";

/** `/login/complete`: has the result issued, which signs the browser in, and says so. */
export function CompletePage({ held }: { readonly held: HeldLogin }) {
  const { words } = useLanguage();
  const flow = useFlow();
  const { busy, failure, run } = useCall<"issue">();
  const { login, loginToken } = held;

  const issue = async () => {
    if (loginToken === undefined) return;
    const answer = await run("issue", () => api.issueToken({ params: { loginId: login.loginId }, loginToken }));
    if (answer === undefined) return;
    flow.finish();
    // Unless there is something to say or to ask first.
    if (held.returnTo === undefined || isByBackupCode(held) || asksTrust(held, words)) return;
    flow.putAway();
    flow.go(held.returnTo, true);
  };
  useEffect(() => void issue(), []);

  if (loginToken === undefined) return <Completed held={held} />;
  if (failure === undefined) {
    const spinner = <span class="spinner spinner-large" aria-hidden="true" />;
    return <Page key="loading" title={words.complete.loading} icon={spinner} />;
  }
  return (
    <Page key="failed" title={words.complete.failedTitle} hasError={true}>
      <p class="lead">{words.complete.failed}</p>
      <FailureNotice
        failure={failure}
        isBusy={busy !== undefined}
        onRetry={() => void issue()}
        onStartOver={flow.startOver}
      />
    </Page>
  );
}

/** Whether this browser can be trusted, and no page has asked that yet: where a code was typed, its page has. */
const asksTrust = ({ login: { trust, challenge }, isPasswordLast }: HeldLogin, { byMethod }: Messages): boolean =>
  trust?.offered === true &&
  challenge !== undefined &&
  (isPasswordLast === true || byMethod[challenge.type].code === undefined);

const isByBackupCode = ({ login }: HeldLogin): boolean => login.challenge?.type === "backup_code";

function Completed({ held }: { readonly held: HeldLogin }) {
  const { words } = useLanguage();
  const codesLeft = useCodesLeft();
  const { putAway } = useFlow();
  const [isDone, setDone] = useState(false);
  const last = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (isDone) last.current?.focus();
  }, [isDone]);
  const done = () => {
    putAway();
    setDone(true);
  };
  return (
    <Page key="completed" title={words.complete.title} icon={<TickIcon />}>
      <p class="lead" ref={last} tabIndex={-1}>
        {isDone ? words.complete.close : words.complete.text}
      </p>
      {isByBackupCode(held) && (
        <Notice kind="warning">
          <p>
            <strong>{words.complete.backup.title}</strong>
          </p>
          <p>{service.selfDisable ? words.complete.backup.text : words.complete.backup.textKept}</p>
        </Notice>
      )}
      {held.hasAskedApp && held.login.challenge?.type !== "app" && (
        <Notice kind="info">
          <p>{words.approvals.unanswered.text}</p>
          <Link to={paths.methods}>{words.approvals.unanswered.toMethods}</Link>
        </Notice>
      )}
      {codesLeft !== undefined && codesLeft <= fewLeft && (
        <Notice kind="warning">
          <p>{words.complete.few(codesLeft)}</p>
          <Link to={paths.backupCodes}>{words.complete.makeCodes}</Link>
        </Notice>
      )}
      {!isDone && <TrustOffer held={held} />}
      {!isDone && <Button text={words.complete.done} onClick={done} />}
      <Ways>
        {held.returnTo !== undefined && <WayTo to={held.returnTo} text={words.complete.toReturn} />}
        {service.support.memberMenu !== undefined && (
          <WayOut to={service.support.memberMenu} text={words.complete.toMenu} />
        )}
        <WayTo to={paths.settings} text={words.complete.toSettings} />
      </Ways>
    </Page>
  );
}
