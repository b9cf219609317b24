import { useRef } from "preact/hooks";
import { useAdding } from "../state/adding.ts";
import { useWait } from "../state/call.ts";
import { useFullLanguage } from "../state/locale.ts";
import type { AddedAuthenticator } from "../state/own.ts";
import { reactionTo } from "../state/reactions.ts";
import { paths } from "../state/routes.ts";
import { Button } from "./button.tsx";
import { FailureNotice } from "./failure-notice.tsx";
import { TextField } from "./field.tsx";
import { Form } from "./form.tsx";
import { LeaveAdding } from "./leave-adding.tsx";
import { Page } from "./page.tsx";
import { WayBy, Ways } from "./ways.tsx";

interface ProveAppProps {
  readonly added: AddedAuthenticator;
  readonly onProved: () => void;
  /** Back to the QR code. */
  readonly onBack: () => void;
  readonly onAgain: () => void;
}

/** The first code of the app. */
export function ProveApp({ added: { authenticatorId }, onProved, onBack, onAgain }: ProveAppProps) {
  const { words } = useFullLanguage();
  const own = words.settings.app;
  const { code } = words.byMethod.totp;
  const { activate, startOver, useRun } = useAdding();
  const { busy, failure, setFailure, run } = useRun<"activate", "code">();
  const form = useRef<HTMLFormElement>(null);
  const isWaiting = useWait(failure, "activate") > 0;

  const submit = async (entered: (field: string) => string) => {
    if (busy || isWaiting) return;
    if (entered("code").trim() === "") return setFailure({ kind: "empty", fields: ["code"] });
    const proved = await run("activate", () => activate(authenticatorId, entered("code")));
    if (proved !== undefined) onProved();
  };
  const isRefused = failure?.kind === "problem" && reactionTo(failure.problem).act === "correct";
  return (
    <Page title={own.proveTitle} hasError={failure !== undefined}>
      <p class="lead">{own.proveLead}</p>
      <FailureNotice
        failure={failure}
        empty={{ code: code.empty }}
        field="code"
        own={{ ...code.problems, challenge_failed: own.wrong, code_expired: own.over, not_found: own.over }}
        isBusy={busy !== undefined}
        onRetry={() => form.current?.requestSubmit()}
        {...(startOver ? { onStartOver: startOver } : {})}
      />
      <Form formRef={form} onSubmit={(entered) => void submit(entered)}>
        <TextField
          id="code"
          label={code.label}
          hint={code.hint("")}
          class="input-code"
          inputMode="numeric"
          autoComplete="one-time-code"
          initial=""
          onTyped={() => {}}
          isRefused={failure?.kind === "empty" || isRefused}
        />
        <Button text={own.activate} busyText={own.activating} isBusy={busy !== undefined} isBlocked={isWaiting} />
      </Form>
      <Ways>
        <WayBy onClick={onBack} text={own.backToQr} />
        <WayBy onClick={onAgain} text={own.again} />
      </Ways>
      <LeaveAdding to={paths.settings} />
    </Page>
  );
}
