import { useRef } from "preact/hooks";
import { BackTo } from "../parts/back-to.tsx";
import { Button } from "../parts/button.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { Form } from "../parts/form.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { NewPassword, unfitWords } from "../parts/new-password.tsx";
import { Page } from "../parts/page.tsx";
import { PasswordField } from "../parts/password-field.tsx";
import { api } from "../state/api.ts";
import { useWait } from "../state/call.ts";
import { useFlow } from "../state/flow.ts";
import { useFullLanguage } from "../state/locale.ts";
import { useOwn } from "../state/own.ts";
import { readSettings, useLoaded, useOwnCall } from "../state/own-call.ts";
import { paths } from "../state/routes.ts";

const fields = ["current", "password"] as const;

/** `/settings/password`: the password as it is, and the one to be. */
export function ChangePasswordPage() {
  const { words } = useFullLanguage();
  const own = words.password;
  const flow = useFlow();
  const { saved } = useOwn();
  // Whoever is not signed in does that before anything is typed here.
  const settings = useLoaded(readSettings);
  const { busy, failure, setFailure, run } = useOwnCall<"save", (typeof fields)[number]>();
  const form = useRef<HTMLFormElement>(null);
  const isWaiting = useWait(failure, "save") > 0;
  const isEmpty = (field: (typeof fields)[number]) => failure?.kind === "empty" && failure.fields.includes(field);
  const problem = failure?.kind === "problem" ? failure.problem : undefined;
  const isUnfit = problem?.code === "password_unfit";

  const submit = async (entered: (field: string) => string) => {
    if (busy || isWaiting) return;
    const missing = fields.filter((field) => entered(field) === "");
    if (missing.length > 0) return setFailure({ kind: "empty", fields: missing });
    const body = { current: entered("current"), password: entered("password") };
    if ((await run("save", () => api.changePassword({ body }))) === undefined) return;
    saved.current = "passwordChanged";
    flow.go(paths.settings);
  };
  return (
    <Page title={own.change.title} hasError={failure !== undefined}>
      <p class="lead">{own.change.lead}</p>
      <FailureNotice
        failure={failure}
        empty={{ current: own.currentEmpty, password: own.nextEmpty }}
        field={isUnfit ? "password" : "current"}
        own={{
          credentials_invalid: words.settings.stepUp.wrongPassword,
          ...(problem && isUnfit ? { password_unfit: unfitWords(problem, words) } : {}),
        }}
        isBusy={busy !== undefined}
        onRetry={() => form.current?.requestSubmit()}
      />
      <Loaded of={settings}>
        {() => (
          <Form formRef={form} onSubmit={(entered) => void submit(entered)}>
            <PasswordField
              id="current"
              label={own.current}
              isSending={busy !== undefined}
              error={isEmpty("current") ? own.currentEmpty : undefined}
              isRefused={problem?.code === "credentials_invalid"}
            />
            <NewPassword isSending={busy !== undefined} isEmpty={isEmpty("password")} isRefused={isUnfit} />
            <Button
              text={own.change.submit}
              busyText={own.change.submitting}
              isBusy={busy !== undefined}
              isBlocked={isWaiting}
            />
          </Form>
        )}
      </Loaded>
      <BackTo to={paths.settings} text={words.ways.unchanged} />
    </Page>
  );
}
