import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../parts/button.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { Form } from "../parts/form.tsx";
import { LostWay } from "../parts/lost-way.tsx";
import { isUnlikeCodes, MethodChoice, mixedWords, onlyTypeOf } from "../parts/method-choice.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { PasswordWay } from "../parts/password-way.tsx";
import { WayBy, Ways, WayTo } from "../parts/ways.tsx";
import { WhyAsked } from "../parts/why-asked.tsx";
import { useCall, useWait } from "../state/call.ts";
import { backupOf, firstMethod, isUndelivered, mainMethods, nextMethod } from "../state/destinations.ts";
import { useFlow } from "../state/flow.ts";
import { type HeldLogin, methodsInstead } from "../state/held-login.ts";
import { useLanguage } from "../state/locale.ts";
import { paths } from "../state/routes.ts";
import { useSend } from "../state/send.ts";

interface MethodPageProps {
  readonly held: HeldLogin;
  /** What is said besides, and where there is no method at all. */
  readonly note?: string;
  readonly none?: string;
}

/** `/login/method`: where the code is to be sent. */
export function MethodPage({ held, note, none }: MethodPageProps) {
  const { words } = useLanguage();
  const flow = useFlow();
  const { busy, failure, run } = useCall<"send">();
  const send = useSend(run, "send", held);
  const asked = useRef("");
  const isHere = useRef(false);
  const isWaiting = useWait(failure, "send") > 0;
  const { challenge, purpose } = held.login;
  const methods = mainMethods(held.login.methods);
  const backup = backupOf(held.login.methods);
  const type = onlyTypeOf(methods);
  const own = type === undefined ? mixedWords(methods, words) : words.byMethod[type];
  const lead = type !== undefined && methods.length === 1 ? words.byMethod[type].leadOne : own.leadMany;
  const hasFailed = challenge !== undefined && isUndelivered(challenge);
  const first = firstMethod(methods, held.order)?.methodId;
  const preferred = (hasFailed ? nextMethod(methods, challenge)?.methodId : challenge?.methodId) ?? first;
  const [chosen, setChosen] = useState(preferred);
  const chosenType = methods.find(({ methodId }) => methodId === chosen)?.type;
  // What sends nothing, or no code, says so on the button.
  const button = chosenType !== undefined && isUnlikeCodes(chosenType, words) ? words.byMethod[chosenType] : own;
  // What still works is then offered with the refusal itself.
  const isOfferedAbove = failure?.kind === "problem" && methodsInstead(failure.problem).length > 0;

  const choose = async (methodId: string) => {
    if (busy || isWaiting) return;
    asked.current = methodId;
    // Who has gone elsewhere meanwhile stays there.
    if ((await send(methodId)) && isHere.current) flow.go(paths.code);
  };
  useEffect(() => {
    isHere.current = true;
    const isAsked = flow.asksFirst.current;
    flow.asksFirst.current = false;
    if (isAsked && first !== undefined) void choose(first);
    return () => {
      isHere.current = false;
    };
  }, []);

  return (
    <Page title={words.method.title} hasError={failure !== undefined}>
      <WhyAsked login={held.login} />
      {methods.length > 0 && <p class="lead">{lead}</p>}
      {methods.length > 0 && note !== undefined && <p class="lead">{note}</p>}
      <FailureNotice
        failure={failure}
        isBusy={busy !== undefined}
        onRetry={() => void choose(asked.current)}
        onStartOver={flow.startOver}
        onChoose={(methodId) => void choose(methodId)}
      />
      {methods.length === 0 && (
        <Notice kind="warning">
          <p>{none ?? words.method.none}</p>
        </Notice>
      )}
      {methods.length > 0 && !isOfferedAbove && (
        <Form onSubmit={(entered) => void choose(entered("method"))}>
          <MethodChoice methods={methods} preferred={preferred} onChosen={setChosen} />
          <Button text={button.send} busyText={button.sending} isBusy={busy !== undefined} isBlocked={isWaiting} />
        </Form>
      )}
      <Ways>
        {challenge && !hasFailed && (
          <WayTo to={paths.code} text={challenge.mode === undefined ? words.common.backToCode : words.wait.back} />
        )}
        <PasswordWay login={held.login} />
        <LostWay login={held.login} />
        {backup && (
          <WayBy
            onClick={() => void choose(backup.methodId)}
            text={purpose === "sign_in" ? words.code.useBackup : words.code.useBackupToProve}
          />
        )}
        <WayBy onClick={flow.cancel} text={purpose === "sign_in" ? words.method.cancel : words.ways.unchanged} />
      </Ways>
    </Page>
  );
}
