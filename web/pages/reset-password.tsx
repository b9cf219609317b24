import { useRef, useState } from "preact/hooks";
import { Button } from "../parts/button.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { ForgottenWay } from "../parts/forgotten-way.tsx";
import { Form } from "../parts/form.tsx";
import { TickIcon, WarningIcon } from "../parts/icons.tsx";
import { NewPassword, unfitWords } from "../parts/new-password.tsx";
import { Page } from "../parts/page.tsx";
import { Ways, WayTo } from "../parts/ways.tsx";
import { api } from "../state/api.ts";
import { useCall } from "../state/call.ts";
import { useFlow } from "../state/flow.ts";
import { fragmentOf } from "../state/fragment.ts";
import { useFullLanguage } from "../state/locale.ts";
import { done } from "../state/own-call.ts";
import { paths } from "../state/routes.ts";

/** `/password/reset#token`: the link of a mail. Opening it does nothing; a password is chosen, and nobody signed in. */
export function ResetPasswordPage() {
  const { words } = useFullLanguage();
  const own = words.password.reset;
  const flow = useFlow();
  const { busy, failure, setFailure, run } = useCall<"reset", "password">();
  const [isDone, setDone] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const token = fragmentOf(paths.resetPassword) ?? "";
  const problem = failure?.kind === "problem" ? failure.problem : undefined;
  const isUnfit = problem?.code === "password_unfit";

  const submit = async (entered: (field: string) => string) => {
    if (busy) return;
    const password = entered("password");
    if (password === "") return setFailure({ kind: "empty", fields: ["password"] });
    if (await run("reset", () => done(api.resetPassword({ body: { token, password } })))) setDone(true);
  };
  if (isDone) {
    return (
      <Page key="done" title={own.doneTitle} icon={<TickIcon />}>
        <p class="lead">{own.done}</p>
        <Button text={own.toLogin} onClick={() => flow.go(paths.login)} />
      </Page>
    );
  }
  if (token === "" || problem?.code === "link_expired") {
    return (
      <Page key="expired" title={own.expiredTitle} icon={<WarningIcon />}>
        <p class="lead">{own.expired}</p>
        <Ways>
          <ForgottenWay text={words.ways.forgotten} />
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
        empty={{ password: words.password.nextEmpty }}
        field="password"
        own={problem && isUnfit ? { password_unfit: unfitWords(problem, words) } : {}}
        isBusy={busy !== undefined}
        onRetry={() => form.current?.requestSubmit()}
      />
      <Form formRef={form} onSubmit={(entered) => void submit(entered)}>
        <NewPassword isSending={busy !== undefined} isEmpty={failure?.kind === "empty"} isRefused={isUnfit} />
        <Button text={own.submit} busyText={own.submitting} isBusy={busy !== undefined} />
      </Form>
    </Page>
  );
}
