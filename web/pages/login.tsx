import { useRef } from "preact/hooks";
import { Button } from "../parts/button.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { TextField } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { Page } from "../parts/page.tsx";
import { PasswordField } from "../parts/password-field.tsx";
import { WayOut, Ways, WayTo } from "../parts/ways.tsx";
import { service } from "../service.ts";
import { api } from "../state/api.ts";
import { useCall, useWait } from "../state/call.ts";
import { useFlow } from "../state/flow.ts";
import { createKeyring } from "../state/idempotency.ts";
import { useLanguage } from "../state/locale.ts";
import { reactionTo } from "../state/reactions.ts";
import { returnPathOf } from "../state/return-path.ts";
import { paths, queryOf } from "../state/routes.ts";

const { forgottenPassword, web } = service.support;
const fields = ["identifier", "password"] as const;
const keys = createKeyring();

/** `/login`: the identifier and the password. */
export function LoginPage() {
  const { locale, words } = useLanguage();
  const flow = useFlow();
  const { busy, failure, setFailure, run } = useCall<"start", (typeof fields)[number]>();
  const form = useRef<HTMLFormElement>(null);
  const isWaiting = useWait(failure, "start") > 0;
  const empty = { identifier: words.login.identifierEmpty, password: words.login.passwordEmpty };
  const isEmpty = (field: (typeof fields)[number]) => failure?.kind === "empty" && failure.fields.includes(field);
  const isRefused = failure?.kind === "problem" && reactionTo(failure.problem).act === "correct";

  const submit = async (entered: (field: string) => string) => {
    if (busy || isWaiting) return;
    const missing = fields.filter((field) => entered(field).trim() === "");
    if (missing.length > 0) return setFailure({ kind: "empty", fields: missing });
    const body = { identifier: entered("identifier"), password: entered("password"), locale };
    const idempotencyKey = keys.keyFor(JSON.stringify(body));
    const login = await run("start", () => api.startLogin({ body, idempotencyKey }), keys);
    if (login === undefined) return;
    flow.begin(login, returnPathOf(queryOf(flow.path, "returnTo")));
    flow.go(paths.method);
  };

  return (
    <Page title={words.login.title} hasError={failure !== undefined}>
      <FailureNotice
        failure={failure}
        empty={empty}
        field="identifier"
        isBusy={busy !== undefined}
        onRetry={() => form.current?.requestSubmit()}
      />
      <Form formRef={form} onSubmit={submit}>
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
          error={isEmpty("identifier") ? empty.identifier : undefined}
          isRefused={isRefused}
        />
        <PasswordField
          id="password"
          label={words.login.password}
          isSending={busy !== undefined}
          error={isEmpty("password") ? empty.password : undefined}
          isRefused={isRefused}
        />
        <Button
          text={words.login.submit}
          busyText={words.login.submitting}
          isBusy={busy !== undefined}
          isBlocked={isWaiting}
        />
      </Form>
      <Ways>
        {forgottenPassword !== undefined && <WayOut to={forgottenPassword} text={words.login.forgotten} />}
        {web === undefined ? (
          <WayTo to={paths.helpIndex} text={words.login.contact} />
        ) : (
          <WayOut to={web} text={words.login.contact} />
        )}
      </Ways>
    </Page>
  );
}
