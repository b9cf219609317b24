import { useRef, useState } from "preact/hooks";
import type { Link, useLink } from "../state/link.ts";
import { useLanguage } from "../state/locale.ts";
import { reactionTo } from "../state/reactions.ts";
import { ApprovalFacts } from "./approval-facts.tsx";
import { Button } from "./button.tsx";
import { FailureNotice } from "./failure-notice.tsx";
import { Form } from "./form.tsx";
import { MatchNumberField } from "./match-number-field.tsx";
import { Notice } from "./notice.tsx";
import { Page } from "./page.tsx";
import { Tick } from "./tick.tsx";

type ApproveFormProps = Pick<ReturnType<typeof useLink>, "busy" | "failure" | "setFailure" | "decide"> & {
  readonly shown: Link;
};

/** What another device would be allowed, the warning, and the two ways to decide. Denying asks once more. */
export function ApproveForm({ shown, busy, failure, setFailure, decide }: ApproveFormProps) {
  const { words } = useLanguage();
  const [isDenying, setDenying] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { approve, deny } = words.link;
  const isRefused = failure?.kind === "problem" && reactionTo(failure.problem).act === "correct";
  const isEmpty = (field: "acknowledged" | "matchNumber") =>
    failure?.kind === "empty" && failure.fields.includes(field);

  const submit = (entered: (field: string) => string) => {
    if (busy) return;
    const acknowledged = entered("acknowledged") !== "";
    const matchNumber = entered("matchNumber");
    const missing = [
      ...(acknowledged ? [] : (["acknowledged"] as const)),
      ...(shown.asksMatchNumber && matchNumber.trim() === "" ? (["matchNumber"] as const) : []),
    ];
    if (missing.length > 0) return setFailure({ kind: "empty", fields: missing });
    void decide("approve", { acknowledged, ...(shown.asksMatchNumber ? { matchNumber } : {}) });
  };

  if (isDenying) {
    return (
      <Page key="deny" title={deny.title} hasError={failure !== undefined}>
        <p class="lead">{deny.lead}</p>
        <ApprovalFacts {...shown} />
        <FailureNotice failure={failure} isBusy={busy !== undefined} onRetry={() => void decide("deny")} />
        <Button
          text={deny.submit}
          busyText={deny.submitting}
          isBusy={busy === "deny"}
          onClick={() => void decide("deny")}
        />
        <Button kind="secondary" text={deny.back} onClick={() => setDenying(false)} />
      </Page>
    );
  }
  return (
    <Page key="approve" title={approve.title} hasError={failure !== undefined}>
      <p class="lead">{approve.lead}</p>
      <ApprovalFacts {...shown} />
      <Notice kind="warning">
        <p>
          <strong>{approve.warningTitle}</strong>
        </p>
        {approve.warnings.map((warning) => (
          <p key={warning}>{warning}</p>
        ))}
      </Notice>
      <FailureNotice
        failure={failure}
        empty={{
          acknowledged: approve.acknowledgeFirst,
          matchNumber: approve.matchEmpty,
          identifier: "",
          password: "",
        }}
        {...(shown.asksMatchNumber ? { field: "matchNumber" } : {})}
        own={approve.problems}
        isBusy={busy !== undefined}
        onRetry={() => form.current?.requestSubmit()}
      />
      <Form formRef={form} onSubmit={submit}>
        <Tick
          id="acknowledged"
          label={approve.acknowledge}
          error={isEmpty("acknowledged") ? approve.acknowledgeFirst : undefined}
        />
        {shown.asksMatchNumber && (
          <MatchNumberField id="matchNumber" isEmpty={isEmpty("matchNumber")} isRefused={isRefused} />
        )}
        <Button text={approve.submit} busyText={approve.submitting} isBusy={busy === "approve"} />
      </Form>
      <Button
        kind="secondary"
        text={approve.deny}
        onClick={() => {
          setFailure(undefined);
          setDenying(true);
        }}
      />
    </Page>
  );
}
