import { useRef } from "preact/hooks";
import type { Messages } from "../messages/index.ts";
import { Button } from "../parts/button.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { Form } from "../parts/form.tsx";
import { MethodChoice, onlyTypeOf } from "../parts/method-choice.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { WayBy, Ways, WayTo } from "../parts/ways.tsx";
import { useCall, useWait } from "../state/call.ts";
import { useFlow } from "../state/flow.ts";
import type { HeldLogin } from "../state/held-login.ts";
import { useLanguage } from "../state/locale.ts";
import { paths } from "../state/routes.ts";
import { useSend } from "../state/send.ts";

/** `/login/method`: where the code is to be sent. */
export function MethodPage({ held }: { readonly held: HeldLogin }) {
  const { words } = useLanguage();
  const flow = useFlow();
  const call = useCall<"send">();
  const send = useSend(call.run, "send", held);
  const form = useRef<HTMLFormElement>(null);
  const isWaiting = useWait(call.failure, "send") > 0;
  const { methods, challenge } = held.login;

  const submit = async (entered: (field: string) => string) => {
    if (call.busy || isWaiting) return;
    if (await send(entered("method"))) flow.go(paths.code);
  };

  return (
    <Page title={words.method.title} hasError={call.failure !== undefined}>
      {methods.length > 0 && <p class="lead">{leadOf(methods, words)}</p>}
      <FailureNotice
        failure={call.failure}
        isBusy={call.busy !== undefined}
        onRetry={() => form.current?.requestSubmit()}
        onStartOver={flow.startOver}
      />
      {methods.length === 0 ? (
        <Notice kind="warning">
          <p>{words.method.none}</p>
        </Notice>
      ) : (
        <Form formRef={form} onSubmit={submit}>
          <MethodChoice methods={methods} last={challenge?.methodId} />
          <Button
            text={words.method.submit}
            busyText={words.method.submitting}
            isBusy={call.busy !== undefined}
            isBlocked={isWaiting}
          />
        </Form>
      )}
      <Ways>
        {challenge && challenge.delivery !== "failed" && <WayTo to={paths.code} text={words.common.backToCode} />}
        <WayBy onClick={flow.cancel} text={words.method.cancel} />
      </Ways>
    </Page>
  );
}

function leadOf(methods: HeldLogin["login"]["methods"], { method }: Messages): string {
  const type = onlyTypeOf(methods);
  if (type === undefined) return method.leadMixed;
  return methods.length > 1 ? method.leadMany[type] : method.leadOne[type];
}
