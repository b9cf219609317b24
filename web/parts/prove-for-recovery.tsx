import { useEffect } from "preact/hooks";
import { CodePage } from "../pages/code.tsx";
import { HelpPage } from "../pages/help.tsx";
import { MethodPage } from "../pages/method.tsx";
import { api } from "../state/api.ts";
import { useCall } from "../state/call.ts";
import { FlowContext } from "../state/flow.ts";
import type { HeldLogin } from "../state/held-login.ts";
import { useInnerLogin } from "../state/inner-login.ts";
import { useFullLanguage } from "../state/locale.ts";
import { useRefreshing } from "../state/refreshing.ts";
import { FailureNotice } from "./failure-notice.tsx";
import { WarningIcon } from "./icons.tsx";
import { Page } from "./page.tsx";
import { WayBy, Ways } from "./ways.tsx";

interface ProveForRecoveryProps {
  /** The sign-in that the recovery is of. */
  readonly held: HeldLogin;
  readonly onSettled: (isProved: boolean) => void;
}

/** Something that is registered is proved for the recovery, on the pages of a login. */
export function ProveForRecovery({ held: { login, loginToken = "" }, onSettled }: ProveForRecoveryProps) {
  const { words } = useFullLanguage();
  const own = words.recovery;
  const { busy, failure, run } = useCall<"start">();
  const params = { loginId: login.loginId };
  const begin = () => api.startRecovery({ params, loginToken });
  const { flow, step, ending, start } = useInnerLogin({ begin, onSettled });
  const startAnew = () => void run("start", start);
  useRefreshing(flow);
  useEffect(startAnew, []);

  const { held } = flow;
  const challenge = held?.login.challenge;
  const asks = challenge && words.byMethod[challenge.type].code;
  if (held === undefined) {
    const title = ending !== undefined ? own.proofEnded : failure === undefined ? own.starting : own.startFailed;
    return (
      <Page
        key={ending ?? "start"}
        title={title}
        hasError={failure !== undefined}
        {...(ending === undefined ? {} : { icon: <WarningIcon /> })}
      >
        {ending !== undefined && <p class="lead">{own.proofEndedText}</p>}
        <FailureNotice failure={failure} isBusy={busy !== undefined} onRetry={startAnew} />
        <Ways>
          <WayBy onClick={() => onSettled(false)} text={own.back} />
        </Ways>
      </Page>
    );
  }
  return (
    <FlowContext.Provider value={flow}>
      {step === "help" && <HelpPage key="help" />}
      {step === "code" && challenge && asks && (
        <CodePage held={held} challenge={challenge} asks={asks} key={challenge.methodId} />
      )}
      {step === "method" && <MethodPage held={held} key="method" />}
    </FlowContext.Provider>
  );
}
