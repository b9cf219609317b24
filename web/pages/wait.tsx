import { useEffect, useRef, useState } from "preact/hooks";
import { CodeStatus } from "../parts/code-status.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { MatchNumber } from "../parts/match-number.tsx";
import { Page } from "../parts/page.tsx";
import { PasswordWay } from "../parts/password-way.tsx";
import { Resend } from "../parts/resend.tsx";
import { Silence } from "../parts/silence.tsx";
import { WayBy, Ways, WayTo } from "../parts/ways.tsx";
import { WhyAsked } from "../parts/why-asked.tsx";
import { useCall } from "../state/call.ts";
import { useDelivery } from "../state/delivery.ts";
import { backupOf, isUndelivered, nextMethod } from "../state/destinations.ts";
import { useFlow } from "../state/flow.ts";
import type { Challenge, HeldLogin } from "../state/held-login.ts";
import { useLanguage } from "../state/locale.ts";
import { paths } from "../state/routes.ts";
import { useSend } from "../state/send.ts";
import { useSecondsUntil } from "../state/server-time.ts";

interface WaitPageProps {
  readonly held: HeldLogin;
  readonly challenge: Challenge;
}

/** `/login/wait`: a one-time URL was sent; another device decides, or another tab goes on. */
export function WaitPage({ held, challenge }: WaitPageProps) {
  const { words } = useLanguage();
  const flow = useFlow();
  const { login } = held;
  const { busy, failure, run } = useCall<"resend" | "switch">();
  const resend = useSend(run, "resend", held);
  const send = useSend(run, "switch", held);
  const asked = useRef("");
  const [isResent, setResent] = useState(false);
  const own = words.byMethod[challenge.type];
  const waiting = own.wait?.[challenge.mode ?? "approve"];
  const { isExpired, isSilent } = useDelivery(held, challenge, busy !== undefined);
  const next = nextMethod(login.methods, challenge);
  const backup = backupOf(login.methods);
  const hint = login.methods.find(({ methodId }) => methodId === challenge.methodId)?.hint ?? "";
  const hasQr = login.methods.some(({ type }) => type === "qr");
  const isLost = isUndelivered(challenge) && !isExpired;
  const isOver = useSecondsUntil(Date.parse(login.expiresAt)) === 0;
  useEffect(() => {
    if (isOver) flow.end("expired");
  }, [isOver]);

  const sendAgain = async () => {
    if (await resend(challenge.methodId)) setResent(true);
  };
  const choose = async (methodId: string) => {
    asked.current = methodId;
    if (await send(methodId)) flow.go(paths.code);
  };
  const other = { challenge, next, isBusy: busy === "switch", onChoose: (id: string) => void choose(id) };
  return (
    <Page title={waiting?.title ?? own.way} hasError={failure !== undefined}>
      <WhyAsked login={login} />
      <p class="lead">{own.lead(hint)}</p>
      <FailureNotice
        failure={failure}
        isBusy={busy !== undefined}
        onRetry={() =>
          void (failure?.kind === "network" && failure.during === "switch" ? choose(asked.current) : sendAgain())
        }
        onStartOver={flow.startOver}
        onChoose={(id) => void choose(id)}
      />
      {failure === undefined && <CodeStatus {...other} isExpired={isExpired} isResent={isResent} />}
      {!isExpired && !isLost && (
        <>
          <p class="reference">{own.message?.reference(challenge.reference)}</p>
          {challenge.matchNumber !== undefined && (
            <>
              <MatchNumber number={challenge.matchNumber} />
              <p class="hint">{words.wait.matchWarning}</p>
            </>
          )}
          <p class="keep-open waiting">
            <span class="spinner" aria-hidden="true" />
            <span>{waiting?.note}</span>
          </p>
        </>
      )}
      <Silence {...other} isSilent={isSilent && failure === undefined} />
      {own.message && (
        <Resend
          challenge={challenge}
          own={own.message}
          isBusy={busy === "resend"}
          failure={failure}
          onResend={() => void sendAgain()}
        />
      )}
      <Ways>
        {challenge.type === "sms_link" ? (
          <WayTo to={hasQr ? paths.noSms : paths.help} text={words.approvals.noSms.link} />
        ) : (
          <WayTo to={paths.help} text={words.wait.emailNotArrived} />
        )}
        {next && <WayTo to={paths.method} text={words.code.otherWay} />}
        <PasswordWay login={login} />
        {backup && <WayBy onClick={() => void choose(backup.methodId)} text={words.code.useBackup} />}
        <WayBy onClick={flow.startOver} text={words.common.startOver} />
      </Ways>
    </Page>
  );
}
