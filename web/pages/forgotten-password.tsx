import { useRef, useState } from "preact/hooks";
import { Button } from "../parts/button.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { TextField } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { InfoIcon } from "../parts/icons.tsx";
import { Page } from "../parts/page.tsx";
import { WayBy, Ways, WayTo } from "../parts/ways.tsx";
import { api } from "../state/api.ts";
import { useCall, useWait } from "../state/call.ts";
import { useFlow } from "../state/flow.ts";
import { useFullLanguage } from "../state/locale.ts";
import { done } from "../state/own-call.ts";
import { reactionTo } from "../state/reactions.ts";
import { paths } from "../state/routes.ts";

/** `/password/forgotten`: whose it is. What comes of it is the same, whether there is such an account or not. */
export function ForgottenPasswordPage() {
  const { words } = useFullLanguage();
  const own = words.password.forgotten;
  const flow = useFlow();
  const { busy, failure, setFailure, run } = useCall<"ask", "identifier">();
  const [isAsked, setAsked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const isWaiting = useWait(failure, "ask") > 0;
  const isEmpty = failure?.kind === "empty";

  const submit = async (entered: (field: string) => string) => {
    if (busy || isWaiting) return;
    const identifier = entered("identifier");
    if (identifier.trim() === "") return setFailure({ kind: "empty", fields: ["identifier"] });
    if (await run("ask", () => done(api.askPasswordReset({ body: { identifier } })))) setAsked(true);
  };
  if (isAsked) {
    return (
      <Page key="asked" title={own.doneTitle} icon={<InfoIcon />}>
        <p class="lead">{own.done}</p>
        <ul class="points">
          {own.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
        <Ways>
          <WayBy onClick={() => setAsked(false)} text={own.again} />
          <WayTo to={paths.login} text={words.password.reset.toLogin} />
          <WayTo to={paths.helpIndex} text={words.ways.help} />
        </Ways>
      </Page>
    );
  }
  return (
    <Page key="ask" title={own.title} hasError={failure !== undefined}>
      <p class="lead">{own.lead}</p>
      <FailureNotice
        failure={failure}
        empty={{ identifier: words.login.identifierEmpty }}
        field="identifier"
        own={{ too_many_sends: own.tooMany }}
        isBusy={busy !== undefined}
        onRetry={() => form.current?.requestSubmit()}
      />
      <Form formRef={form} onSubmit={(entered) => void submit(entered)}>
        <TextField
          id="identifier"
          label={words.login.identifier}
          autoComplete="username"
          initial={flow.draft.identifier}
          onTyped={(typed) => {
            flow.draft.identifier = typed;
            // A wait is another account's affair.
            if (isWaiting) setFailure(undefined);
          }}
          error={isEmpty ? words.login.identifierEmpty : undefined}
          isRefused={failure?.kind === "problem" && reactionTo(failure.problem).act === "correct"}
        />
        <Button text={own.submit} busyText={own.submitting} isBusy={busy !== undefined} isBlocked={isWaiting} />
      </Form>
      <Ways>
        <WayTo to={paths.login} text={words.password.reset.toLogin} />
      </Ways>
    </Page>
  );
}
