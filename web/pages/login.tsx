import { useRef } from "preact/hooks";
import { Button } from "../parts/button.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { TextField } from "../parts/field.tsx";
import { ForgottenWay } from "../parts/forgotten-way.tsx";
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
import { isTrustedHere } from "../state/trusted-here.ts";

const { loginOrder: order, support } = service;
const keys = createKeyring();

type Field = "identifier" | "password";

/** `/login`: the identifier, and the password where the service asks for that first. */
export function LoginPage() {
  const { locale, words } = useLanguage();
  const flow = useFlow();
  const { busy, failure, setFailure, run } = useCall<"start", Field>();
  const form = useRef<HTMLFormElement>(null);
  const isWaiting = useWait(failure, "start") > 0;
  const empty = { identifier: words.login.identifierEmpty, password: words.login.passwordEmpty };
  const asksPassword = order === "password_first";
  const isEmpty = (field: Field) => failure?.kind === "empty" && failure.fields.includes(field);
  const isRefused = failure?.kind === "problem" && reactionTo(failure.problem).act === "correct";

  const submit = async (entered: (field: string) => string) => {
    if (busy || isWaiting) return;
    const fields: readonly Field[] = asksPassword ? ["identifier", "password"] : ["identifier"];
    const missing = fields.filter((field) => entered(field).trim() === "");
    if (missing.length > 0) return setFailure({ kind: "empty", fields: missing });
    const body = {
      identifier: entered("identifier"),
      ...(asksPassword ? { password: entered("password") } : {}),
      locale,
    };
    const idempotencyKey = keys.keyFor(JSON.stringify(body));
    const login = await run("start", () => api.startLogin({ body, idempotencyKey }), keys);
    if (login === undefined) return;
    const returnTo = returnPathOf(queryOf(flow.path, "returnTo"));
    flow.begin(login, { order, ...(returnTo === undefined ? {} : { returnTo }) });
    if (asksPassword) return flow.go(paths.method);
    const isEnough = isTrustedHere();
    flow.asksFirst.current = !isEnough;
    flow.go(isEnough ? paths.password : paths.method);
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
        {asksPassword && (
          <PasswordField
            id="password"
            label={words.login.password}
            isSending={busy !== undefined}
            error={isEmpty("password") ? empty.password : undefined}
            isRefused={isRefused}
          />
        )}
        <Button
          text={asksPassword ? words.login.submit : words.orders.next}
          busyText={asksPassword ? words.login.submitting : words.orders.nextBusy}
          isBusy={busy !== undefined}
          isBlocked={isWaiting}
        />
      </Form>
      <Ways>
        <ForgottenWay />
        {support.web === undefined ? (
          <WayTo to={paths.helpIndex} text={words.login.contact} />
        ) : (
          <WayOut to={support.web} text={words.login.contact} />
        )}
      </Ways>
    </Page>
  );
}
