import { useRef, useState } from "preact/hooks";
import { api } from "../state/api.ts";
import { fragmentOf } from "../state/fragment.ts";
import { useLanguage } from "../state/locale.ts";
import type { Authenticator } from "../state/own.ts";
import { useOwnCall } from "../state/own-call.ts";
import { reactionTo } from "../state/reactions.ts";
import { paths } from "../state/routes.ts";
import { Button } from "./button.tsx";
import { FailureNotice } from "./failure-notice.tsx";
import { TextField } from "./field.tsx";
import { Form } from "./form.tsx";

interface PairHereProps {
  /** The app that waits for its code. */
  readonly pending: Authenticator;
  readonly onPaired: () => void;
}

/** The field for the code that another screen shows; a scanned QR code has it filled in. */
export function PairHere({ pending: { authenticatorId }, onPaired }: PairHereProps) {
  const own = useLanguage().words.approvals.requests;
  const { busy, failure, setFailure, run } = useOwnCall<"pair", "pairing-code">();
  const form = useRef<HTMLFormElement>(null);
  const [first] = useState(() => fragmentOf(paths.approvals) ?? "");
  const submit = async (entered: (field: string) => string) => {
    if (busy) return;
    const code = entered("pairing-code");
    if (code.trim() === "") return setFailure({ kind: "empty", fields: ["pairing-code"] });
    const call = () => api.activateAuthenticator({ params: { authenticatorId }, body: { code } });
    if (await run("pair", call)) onPaired();
  };
  const isRefused = failure?.kind === "problem" && reactionTo(failure.problem).act === "correct";
  return (
    <section class="help">
      <h2>{own.pairTitle}</h2>
      <p>{own.pairLead}</p>
      <FailureNotice
        failure={failure}
        empty={{ "pairing-code": own.pairEmpty }}
        field="pairing-code"
        own={{
          challenge_failed: own.pairWrong,
          invalid_request: own.pairForm,
          code_expired: own.pairOver,
          not_found: own.pairOver,
        }}
        isBusy={busy !== undefined}
        onRetry={() => form.current?.requestSubmit()}
      />
      <Form formRef={form} onSubmit={(entered) => void submit(entered)}>
        <TextField
          id="pairing-code"
          label={own.pairCode}
          class="input-code"
          inputMode="numeric"
          autoComplete="off"
          initial={/^\d{8}$/.test(first) ? first : ""}
          onTyped={() => {}}
          isRefused={failure?.kind === "empty" || isRefused}
        />
        <Button kind="secondary" text={own.pair} busyText={own.pairing} isBusy={busy !== undefined} />
      </Form>
    </section>
  );
}
