import { useId, useRef } from "preact/hooks";
import { areaName, browserName } from "../../shared/contract/device-names.ts";
import { api } from "../state/api.ts";
import type { Approval } from "../state/approvals.ts";
import { useWait } from "../state/call.ts";
import { useLanguage } from "../state/locale.ts";
import { momentOf } from "../state/moment.ts";
import { useOwnCall } from "../state/own-call.ts";
import { reactionTo } from "../state/reactions.ts";
import { Button } from "./button.tsx";
import { Facts } from "./facts.tsx";
import { FailureNotice } from "./failure-notice.tsx";
import { Form } from "./form.tsx";
import { MatchNumberField } from "./match-number-field.tsx";
import { Notice } from "./notice.tsx";
import { Tick } from "./tick.tsx";

interface RequestProps {
  readonly request: Approval;
  readonly onAnswered: (outcome: "approved" | "denied") => void;
  /** `tick`: the warning has to be ticked, as for a one-time URL. */
  readonly form?: "yes_no" | "tick";
  /** It has ended, or was answered elsewhere. */
  readonly onGone: () => void;
}

/** One login that waits: what it would let in, and the answer. */
export function Request({ request, form: kind = "yes_no", onAnswered, onGone }: RequestProps) {
  const { locale, words } = useLanguage();
  const own = words.approvals.requests;
  const { approve: approveWords } = words.link;
  const { loginId, from, startedAt, reference, asksMatchNumber } = request;
  const { busy, failure, setFailure, run } = useOwnCall<"approve" | "deny", string>();
  const form = useRef<HTMLFormElement>(null);
  const id = useId();
  const [field, tick] = [`match-${id}`, `tick-${id}`];
  const isWaiting = useWait(failure, "approve") > 0;

  const answer = async (decision: "approve" | "deny", matchNumber: string) => {
    if (busy) return;
    const body = {
      decision,
      acknowledged: true,
      ...(decision === "approve" && asksMatchNumber ? { matchNumber } : {}),
    };
    const answered = await run(decision, () => api.decideApproval({ params: { loginId }, body }));
    if (answered !== undefined) onAnswered(answered.outcome);
  };
  const approve = (entered: (name: string) => string) => {
    if (isWaiting) return;
    const matchNumber = entered(field);
    const missing = [
      ...(asksMatchNumber && matchNumber.trim() === "" ? [field] : []),
      ...(kind === "tick" && entered(tick) === "" ? [tick] : []),
    ];
    if (missing.length > 0) return setFailure({ kind: "empty", fields: missing });
    void answer("approve", matchNumber);
  };
  const isRefused = failure?.kind === "problem" && reactionTo(failure.problem).act === "correct";
  const isEmpty = (name: string) => failure?.kind === "empty" && failure.fields.includes(name);
  const isClosed = failure?.kind === "problem" && failure.problem.code === "login_closed";
  const facts = [
    { name: own.facts.device, value: browserName(from) ?? own.unknown },
    { name: own.facts.area, value: areaName(from, locale) ?? own.unknown },
    { name: own.facts.at, value: momentOf(startedAt, locale) },
    { name: own.facts.reference, value: reference },
  ];
  return (
    <article class="request" aria-label={own.question}>
      <h2>{own.question}</h2>
      <Facts facts={facts} />
      <Notice kind="warning">
        <p>{kind === "tick" ? own.warningTick : own.warning}</p>
      </Notice>
      <FailureNotice
        failure={failure}
        empty={{ [field]: approveWords.matchEmpty, [tick]: approveWords.acknowledgeFirst }}
        field={field}
        own={{ ...approveWords.problems, login_closed: own.closed }}
        isBusy={busy !== undefined}
        onRetry={() => form.current?.requestSubmit()}
        onStartOver={onGone}
      />
      {!isClosed && (
        <Form formRef={form} onSubmit={approve}>
          {asksMatchNumber && <MatchNumberField id={field} isEmpty={isEmpty(field)} isRefused={isRefused} />}
          {kind === "tick" && (
            <Tick
              id={tick}
              label={approveWords.acknowledge}
              error={isEmpty(tick) ? approveWords.acknowledgeFirst : undefined}
            />
          )}
          <div class={kind === "tick" ? "answers-stacked" : "answers"}>
            <Button
              text={kind === "tick" ? own.allow : own.yes}
              busyText={own.answering}
              isBusy={busy === "approve"}
              isBlocked={isWaiting}
            />
            <Button
              kind="secondary"
              text={kind === "tick" ? own.deny : own.no}
              busyText={own.answering}
              isBusy={busy === "deny"}
              onClick={() => void answer("deny", "")}
            />
          </div>
        </Form>
      )}
    </article>
  );
}
