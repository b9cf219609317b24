import { useRef } from "preact/hooks";
import { service } from "../service.ts";
import { api } from "../state/api.ts";
import { useFlow } from "../state/flow.ts";
import type { Login } from "../state/held-login.ts";
import type { Link, useLink } from "../state/link.ts";
import { useLanguage } from "../state/locale.ts";
import { reactionTo } from "../state/reactions.ts";
import { paths } from "../state/routes.ts";
import { ApprovalFacts } from "./approval-facts.tsx";
import { Button } from "./button.tsx";
import { FailureNotice } from "./failure-notice.tsx";
import { TextField } from "./field.tsx";
import { Form } from "./form.tsx";
import { InfoIcon } from "./icons.tsx";
import { Page } from "./page.tsx";
import { PasswordField } from "./password-field.tsx";

type ContinueFormProps = Pick<ReturnType<typeof useLink>, "busy" | "failure" | "setFailure" | "run" | "goOn"> & {
  readonly shown: Link;
};

const fields = ["identifier", "password"] as const;

/** Where a login cannot begin with the password, no other browser can put one in the place of that which asked. */
export function ContinueForm(props: ContinueFormProps) {
  const { words } = useLanguage();
  const flow = useFlow();
  const { notHere } = words.orders;
  if (props.shown.goesOn === "here" || service.loginOrder === "password_first") return <GoOn {...props} />;
  return (
    <Page title={notHere.title} icon={<InfoIcon />}>
      <p class="lead">{notHere.text}</p>
      <Button text={words.common.startOver} onClick={() => flow.go(paths.login)} />
    </Page>
  );
}

/** Goes on with the login here: at a press in the browser that began it, after identifier and password elsewhere. */
function GoOn({ shown, busy, failure, setFailure, run, goOn }: ContinueFormProps) {
  const { locale, words } = useLanguage();
  const flow = useFlow();
  const form = useRef<HTMLFormElement>(null);
  const { continues, signIn } = words.link;
  const isHere = shown.goesOn === "here";
  const own = isHere ? continues : signIn;
  const empty = { identifier: words.login.identifierEmpty, password: words.login.passwordEmpty };
  const isEmpty = (field: (typeof fields)[number]) => failure?.kind === "empty" && failure.fields.includes(field);
  const isRefused = failure?.kind === "problem" && reactionTo(failure.problem).act === "correct";

  const take = (login: Login) => {
    flow.begin(login);
    flow.go(login.status === "complete" ? paths.complete : paths.method);
  };
  const submit = async (entered: (field: string) => string) => {
    if (busy) return;
    if (isHere) {
      const login = await goOn();
      return login && take(login);
    }
    const missing = fields.filter((field) => entered(field).trim() === "");
    if (missing.length > 0) return setFailure({ kind: "empty", fields: missing });
    const body = { identifier: entered("identifier"), password: entered("password"), locale };
    const begun = await run("start", () => api.startLogin({ body }));
    if (begun === undefined) return;
    // Where the URL is of no use any more, the login that has begun goes on by any other method.
    take(begun.status === "complete" ? begun : ((await goOn(begun)) ?? begun));
  };

  return (
    <Page title={own.title} hasError={failure !== undefined}>
      <p class="lead">{own.lead}</p>
      <ApprovalFacts {...shown} />
      <FailureNotice
        failure={failure}
        empty={{ ...empty, acknowledged: "", matchNumber: "" }}
        {...(isHere ? {} : { field: "identifier" })}
        isBusy={busy !== undefined}
        onRetry={() => form.current?.requestSubmit()}
        onStartOver={() => flow.go(paths.login)}
      />
      <Form formRef={form} onSubmit={(entered) => void submit(entered)}>
        {!isHere && (
          <>
            <TextField
              id="identifier"
              label={words.login.identifier}
              autoComplete="username"
              initial=""
              onTyped={() => {}}
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
          </>
        )}
        <Button
          text={isHere ? continues.submit : words.login.submit}
          busyText={isHere ? continues.submitting : words.login.submitting}
          isBusy={busy !== undefined}
        />
      </Form>
    </Page>
  );
}
