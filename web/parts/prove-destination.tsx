import { useEffect, useRef, useState } from "preact/hooks";
import { useAdding } from "../state/adding.ts";
import { useWait } from "../state/call.ts";
import { timeParts } from "../state/countdown.ts";
import { useFullLanguage } from "../state/locale.ts";
import { additionOf, type Destination, methodOf } from "../state/new-destination.ts";
import type { AddedAuthenticator } from "../state/own.ts";
import { reactionTo } from "../state/reactions.ts";
import { useSecondsUntil } from "../state/server-time.ts";
import { useAnnounce } from "./announcer.tsx";
import { Button } from "./button.tsx";
import { CallKey } from "./call-key.tsx";
import { FailureNotice } from "./failure-notice.tsx";
import { TextField } from "./field.tsx";
import { Form } from "./form.tsx";
import { Page } from "./page.tsx";
import { WayBy, Ways } from "./ways.tsx";

interface ProveDestinationProps {
  readonly replaces: string | undefined;
  readonly destination: Destination;
  readonly added: AddedAuthenticator;
  /** The code was sent again. */
  readonly onAgain: (added: AddedAuthenticator) => void;
  readonly onProved: () => void;
  readonly onEdit: () => void;
}

/** The code that was sent to the new number or address. */
export function ProveDestination({ replaces, destination, added, onAgain, onProved, onEdit }: ProveDestinationProps) {
  const { words } = useFullLanguage();
  const announce = useAnnounce();
  const { add } = words.settings;
  const own = words.byMethod[methodOf(destination)];
  const { authenticatorId, hint, challenge } = added;
  const { add: send, activate, startOver, useRun } = useAdding();
  const { busy, failure, setFailure, run } = useRun<"prove" | "resend", "code">();
  const [typed, setTyped] = useState("");
  const form = useRef<HTMLFormElement>(null);
  const isWaiting = useWait(failure, "prove") > 0;
  const gap = useSecondsUntil(Date.parse(challenge?.resendAt ?? ""));
  const seconds = Math.max(Number.isNaN(gap) ? 0 : gap, useWait(failure, "resend"));
  useEffect(() => announce(own.message?.sent ?? ""), [challenge?.resendAt]);

  const submit = async (entered: (field: string) => string) => {
    if (busy || isWaiting) return;
    if (entered("code").trim() === "") return setFailure({ kind: "empty", fields: ["code"] });
    if (await run("prove", () => activate(authenticatorId, entered("code")))) onProved();
  };
  const resend = async () => {
    const again = await run("resend", () => send(additionOf(destination, replaces)));
    if (again !== undefined) onAgain(again);
  };
  const isProving = failure?.kind === "problem" && failure.during === "prove";
  const isRefused = isProving && reactionTo(failure.problem).act === "correct";
  return (
    <Page title={add.codeTitle} hasError={failure !== undefined}>
      <p class="lead">{own.lead(hint)}</p>
      <FailureNotice
        failure={failure}
        empty={{ code: own.code.empty }}
        {...(isProving ? { field: "code" } : {})}
        own={{
          ...own.code.problems,
          code_expired: add.over,
          not_found: add.over,
          delivery_unavailable: add.undeliverable,
        }}
        isBusy={busy !== undefined}
        onRetry={() => (isProving ? form.current?.requestSubmit() : void resend())}
        {...(startOver ? { onStartOver: startOver } : {})}
      />
      {challenge?.callKey !== undefined && <CallKey callKey={challenge.callKey} />}
      <Form formRef={form} onSubmit={(entered) => void submit(entered)}>
        <TextField
          id="code"
          label={own.code.label}
          {...(own.message && challenge ? { note: own.message.reference(challenge.reference) } : {})}
          class="input-code"
          inputMode="numeric"
          autoComplete="one-time-code"
          initial={typed}
          onTyped={setTyped}
          isRefused={failure?.kind === "empty" || isRefused}
        />
        <Button text={add.prove} busyText={add.proving} isBusy={busy === "prove"} isBlocked={isWaiting} />
      </Form>
      {own.message && (
        <div class="resend">
          <Button
            kind="secondary"
            text={own.message.resend}
            busyText={own.message.resending}
            isBusy={busy === "resend"}
            isBlocked={seconds > 0}
            describedBy="resend-state"
            onClick={() => void resend()}
          />
          <p class="hint ticking" id="resend-state">
            {seconds > 0 ? own.message.resendIn(words.duration(timeParts(seconds))) : own.message.resendReady}
          </p>
        </div>
      )}
      <Ways>
        <WayBy onClick={onEdit} text={add.edit} />
      </Ways>
    </Page>
  );
}
