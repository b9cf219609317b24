import { useEffect, useRef } from "preact/hooks";
import { Button } from "../parts/button.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { ForgottenWay } from "../parts/forgotten-way.tsx";
import { Form } from "../parts/form.tsx";
import { Page } from "../parts/page.tsx";
import { PasswordField } from "../parts/password-field.tsx";
import { WayBy, Ways, WayTo } from "../parts/ways.tsx";
import { api } from "../state/api.ts";
import { useCall, useWait } from "../state/call.ts";
import { useFlow } from "../state/flow.ts";
import type { HeldLogin } from "../state/held-login.ts";
import { useLanguage } from "../state/locale.ts";
import { reactionTo } from "../state/reactions.ts";
import { paths } from "../state/routes.ts";
import { useSecondsUntil } from "../state/server-time.ts";
import { forgetTrust } from "../state/trusted-here.ts";
import { useWatching } from "../state/watching.ts";

/**
 * `/login/password`: the password by itself, where the identifier came first. After the second factor it ends the login;
 * before, it is enough on a trusted browser and where no second factor is due, and what else it leads to the API says.
 */
export function PasswordPage({ held }: { readonly held: HeldLogin }) {
  const { words } = useLanguage();
  const own = words.orders.password;
  const flow = useFlow();
  const { login, loginToken } = held;
  const { busy, failure, setFailure, run } = useCall<"verify", "password">();
  const form = useRef<HTMLFormElement>(null);
  const isWaiting = useWait(failure, "verify") > 0;
  const isLast = !login.needs.includes("second_factor");
  const isEmpty = failure?.kind === "empty";
  const isRefused = failure?.kind === "problem" && reactionTo(failure.problem).act === "correct";
  const isOver = useSecondsUntil(Date.parse(login.expiresAt)) === 0;
  // Another device may decide meanwhile, and the token that is held here is void by that.
  useWatching(!isLast && login.challenge?.mode !== undefined && !isOver && busy === undefined);
  useEffect(() => {
    if (isOver) flow.end("expired");
  }, [isOver]);

  const submit = async (entered: (field: string) => string) => {
    if (busy || isWaiting) return;
    if (loginToken === undefined) return flow.end("lost");
    const password = entered("password");
    if (password === "") return setFailure({ kind: "empty", fields: ["password"] });
    const params = { loginId: login.loginId };
    const answer = await run("verify", () => api.verifyLogin({ params, body: { password }, loginToken }));
    if (answer === undefined) return;
    if (answer.status === "pending") forgetTrust();
    flow.keep(answer);
    flow.go(answer.challenge === undefined ? paths.method : paths.code);
  };

  return (
    <Page title={own.title} hasError={failure !== undefined}>
      <p class="lead">{isLast ? own.last : own.alone}</p>
      <FailureNotice
        failure={failure}
        empty={{ password: words.login.passwordEmpty }}
        field="password"
        own={{ credentials_invalid: isLast ? own.refusedLast : own.refusedAlone }}
        isBusy={busy !== undefined}
        onRetry={() => form.current?.requestSubmit()}
        onStartOver={flow.startOver}
      />
      <Form formRef={form} onSubmit={(entered) => void submit(entered)}>
        {/* For password managers alone. */}
        <input type="text" name="identifier" autoComplete="username" value={flow.draft.identifier} readOnly hidden />
        <PasswordField
          id="password"
          label={words.login.password}
          isSending={busy !== undefined}
          error={isEmpty ? words.login.passwordEmpty : undefined}
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
        {!isLast && <WayTo to={login.challenge === undefined ? paths.method : paths.code} text={own.byCode} />}
        <ForgottenWay />
        <WayBy onClick={flow.startOver} text={words.common.startOver} />
      </Ways>
    </Page>
  );
}
