import { useEffect, useRef } from "preact/hooks";
import { Button } from "../parts/button.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { MatchNumber } from "../parts/match-number.tsx";
import { MethodsInstead } from "../parts/methods-instead.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { PasswordWay } from "../parts/password-way.tsx";
import { QrCode } from "../parts/qr-code.tsx";
import { WayBy, Ways, WayTo } from "../parts/ways.tsx";
import { WhyAsked } from "../parts/why-asked.tsx";
import { useCall, useWait } from "../state/call.ts";
import { backupOf, isUndelivered, mainMethods, nextMethod } from "../state/destinations.ts";
import { useFlow } from "../state/flow.ts";
import type { Challenge, HeldLogin } from "../state/held-login.ts";
import { useLanguage } from "../state/locale.ts";
import { paths } from "../state/routes.ts";
import { useSend } from "../state/send.ts";
import { useSecondsUntil } from "../state/server-time.ts";
import { useWatching } from "../state/watching.ts";

interface WaitApprovalProps {
  readonly held: HeldLogin;
  readonly challenge: Challenge;
}

/** `/login/wait`, where an app or a scanned QR code decides: it goes on by itself, and leads to a code where it does not. */
export function WaitApprovalPage({ held, challenge }: WaitApprovalProps) {
  const { words } = useLanguage();
  const own = words.approvals.wait;
  const flow = useFlow();
  const { busy, failure, run } = useCall<"again" | "switch">();
  const again = useSend(run, "again", held);
  const send = useSend(run, "switch", held);
  const asked = useRef(challenge.methodId);
  const { login } = held;
  const isQr = challenge.type === "qr";
  const isExpired = useSecondsUntil(Date.parse(challenge.expiresAt)) === 0;
  const isOver = useSecondsUntil(Date.parse(login.expiresAt)) === 0;
  const wait = Math.max(useSecondsUntil(Date.parse(challenge.resendAt)), useWait(failure, "again"));
  useWatching(busy === undefined && !isOver);
  useEffect(() => {
    if (isOver) flow.end("expired");
  }, [isOver]);
  // A code needs no other device at hand.
  const byCode = mainMethods(login.methods).find(({ type }) => words.byMethod[type].code !== undefined);
  const next = byCode ?? nextMethod(login.methods, challenge);
  const backup = backupOf(login.methods);
  const isLost = isUndelivered(challenge) && !isExpired;

  const choose = (methodId: string) => {
    asked.current = methodId;
    void send(methodId);
  };
  const askAgain = () => {
    if (busy === undefined) void again(challenge.methodId);
  };
  const texts = words.byMethod[challenge.type];
  return (
    <Page title={isQr ? own.qrTitle : own.appTitle} hasError={failure !== undefined}>
      <WhyAsked login={login} />
      <p class="lead">{texts.lead("")}</p>
      <FailureNotice
        failure={failure}
        isBusy={busy !== undefined}
        onRetry={() => (failure?.kind !== "empty" && failure?.during === "switch" ? choose(asked.current) : askAgain())}
        onStartOver={flow.startOver}
        onChoose={choose}
      />
      {isExpired && (
        <Notice kind="warning">
          <p>{isQr ? own.qrOver : own.appOver}</p>
        </Notice>
      )}
      {isLost && (
        <Notice kind="warning">
          <p>{own.notPushed}</p>
        </Notice>
      )}
      {!isExpired && (
        <>
          {isQr && <QrCode qr={challenge.qr} />}
          {challenge.matchNumber !== undefined && <MatchNumber number={challenge.matchNumber} />}
          <p class="hint">{own.reference(challenge.reference)}</p>
          <p class="keep-open">{own.keepOpen}</p>
        </>
      )}
      {(isExpired || !isQr) && (
        <Button
          kind={isExpired ? "primary" : "secondary"}
          text={isQr ? own.showAgain : own.askAgain}
          busyText={own.asking}
          isBusy={busy === "again"}
          isBlocked={wait > 0 && !isExpired}
          onClick={askAgain}
        />
      )}
      {next && (
        <section class="instead">
          {byCode && login.purpose === "sign_in" && <h2>{own.byCode}</h2>}
          <p class="hint">{own.insteadLead}</p>
          <MethodsInstead
            methods={[next]}
            isBusy={busy === "switch"}
            kind={isLost ? "primary" : "small"}
            onChoose={choose}
          />
        </section>
      )}
      <Ways>
        <WayTo to={paths.help} text={isQr ? own.qrHelp : own.appHelp} />
        {next && <WayTo to={paths.method} text={words.code.otherWay} />}
        <PasswordWay login={login} />
        {backup && <WayBy onClick={() => choose(backup.methodId)} text={words.code.useBackup} />}
        <WayBy onClick={flow.startOver} text={words.common.startOver} />
      </Ways>
    </Page>
  );
}
