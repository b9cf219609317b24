import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { CodePage } from "../pages/code.tsx";
import { HelpPage } from "../pages/help.tsx";
import { MethodPage } from "../pages/method.tsx";
import { api } from "../state/api.ts";
import { useCall, useWait } from "../state/call.ts";
import { FlowContext, useFlow } from "../state/flow.ts";
import type { HeldLogin, StepUpWanted, StoredLogin } from "../state/held-login.ts";
import { useFullLanguage } from "../state/locale.ts";
import { useOwnCall } from "../state/own-call.ts";
import { reactionTo } from "../state/reactions.ts";
import { useRefreshing } from "../state/refreshing.ts";
import { useStepUp } from "../state/step-up.ts";
import { Button } from "./button.tsx";
import { FailureNotice } from "./failure-notice.tsx";
import { Form } from "./form.tsx";
import { WarningIcon } from "./icons.tsx";
import { Page } from "./page.tsx";
import { PasswordField } from "./password-field.tsx";
import { WayBy, Ways } from "./ways.tsx";

interface StepUpProps {
  readonly wanted: StepUpWanted;
  readonly kept: StoredLogin | undefined;
  readonly onSettled: (isProved: boolean) => void;
}

/** Asks for a second factor, or the password where there is none, before something sensitive is done. */
export function StepUp({ wanted, kept, onSettled }: StepUpProps) {
  const { settings, common } = useFullLanguage().words;
  const { flow, step, ending, start } = useStepUp(wanted, kept, onSettled);
  const { busy, failure, run } = useOwnCall<"start">();
  const begin = () => void run("start", start);
  useRefreshing(flow);
  useEffect(() => {
    if (flow.held === undefined) begin();
  }, []);

  const { held } = flow;
  if (held === undefined && ending === undefined) {
    const title = failure === undefined ? settings.stepUp.starting : settings.stepUp.failedTitle;
    return (
      <Page key="start" title={title} hasError={failure !== undefined}>
        <FailureNotice failure={failure} isBusy={busy !== undefined} onRetry={begin} />
        <Leave onLeave={flow.cancel} />
      </Page>
    );
  }
  if (held === undefined) {
    return (
      <Page key="ended" title={settings.stepUp.endedTitle} icon={<WarningIcon />}>
        <p class="lead">{ending === "locked" ? settings.stepUp.locked : settings.stepUp.ended}</p>
        <FailureNotice failure={failure} isBusy={busy !== undefined} onRetry={begin} />
        <Button text={common.startOver} isBusy={busy !== undefined} onClick={begin} />
        <Leave onLeave={flow.cancel} />
      </Page>
    );
  }
  return (
    <FlowContext.Provider value={{ ...flow, startOver: begin }}>
      <Step wanted={wanted} held={held} step={step} key={step} />
    </FlowContext.Provider>
  );
}

interface StepProps {
  readonly wanted: StepUpWanted;
  readonly held: HeldLogin;
  readonly step: "method" | "code" | "help";
}

function Step({ wanted, held, step }: StepProps): ComponentChildren {
  const { words } = useFullLanguage();
  const { stepUp } = words.settings;
  const { challenge, needs } = held.login;
  const asks = challenge && words.byMethod[challenge.type].code;
  if (step === "help") return <HelpPage />;
  if (needs[0] === "password") return <PasswordStep held={held} />;
  if (step === "code" && challenge && asks) {
    return <CodePage held={held} challenge={challenge} asks={asks} key={challenge.methodId} />;
  }
  if (wanted.authenticatorId === undefined) return <MethodPage held={held} />;
  return <MethodPage held={held} note={stepUp.replacing} none={stepUp.oldUnusable} />;
}

function PasswordStep({ held: { login, loginToken } }: { readonly held: HeldLogin }) {
  const { words } = useFullLanguage();
  const flow = useFlow();
  const { busy, failure, setFailure, run } = useCall<"verify", "password">();
  const form = useRef<HTMLFormElement>(null);
  const isWaiting = useWait(failure, "verify") > 0;
  const { stepUp } = words.settings;
  const isEmpty = failure?.kind === "empty";

  const submit = async (entered: (field: string) => string) => {
    if (busy || isWaiting) return;
    if (loginToken === undefined) return flow.end("lost");
    const password = entered("password");
    if (password === "") return setFailure({ kind: "empty", fields: ["password"] });
    const { loginId } = login;
    const answer = await run("verify", () => api.verifyLogin({ params: { loginId }, body: { password }, loginToken }));
    if (answer !== undefined) flow.keep(answer);
  };
  return (
    <Page title={words.method.title} hasError={failure !== undefined}>
      <p class="lead">{stepUp.passwordLead}</p>
      <FailureNotice
        failure={failure}
        empty={{ password: words.login.passwordEmpty }}
        field="password"
        own={{ credentials_invalid: stepUp.wrongPassword }}
        isBusy={busy !== undefined}
        onRetry={() => form.current?.requestSubmit()}
      />
      <Form formRef={form} onSubmit={(entered) => void submit(entered)}>
        <PasswordField
          id="password"
          label={words.login.password}
          isSending={busy !== undefined}
          error={isEmpty ? words.login.passwordEmpty : undefined}
          isRefused={failure?.kind === "problem" && reactionTo(failure.problem).act === "correct"}
        />
        <Button
          text={stepUp.next}
          busyText={words.login.submitting}
          isBusy={busy !== undefined}
          isBlocked={isWaiting}
        />
      </Form>
      <Leave onLeave={flow.cancel} />
    </Page>
  );
}

const Leave = ({ onLeave }: { readonly onLeave: () => void }) => (
  <Ways>
    <WayBy onClick={onLeave} text={useFullLanguage().words.ways.unchanged} />
  </Ways>
);
