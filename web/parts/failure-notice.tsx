import { useEffect, useRef } from "preact/hooks";
import type { ProblemBody } from "../../shared/contract/schemas.ts";
import type { Failure } from "../state/call.ts";
import { timeParts } from "../state/countdown.ts";
import { methodsInstead } from "../state/held-login.ts";
import { useLanguage } from "../state/locale.ts";
import { type OwnProblems, reactionTo, wordsFor } from "../state/reactions.ts";
import { useSecondsUntil } from "../state/server-time.ts";
import { useAnnounce } from "./announcer.tsx";
import { Button } from "./button.tsx";
import { MethodsInstead } from "./methods-instead.tsx";
import { ErrorNotice } from "./notice.tsx";

interface FailureNoticeProps<Field extends string> {
  readonly failure: Failure<string, Field> | undefined;
  /** What to say of each field that was left empty; the key is the field's id too. */
  readonly empty?: { readonly [F in Field]: string };
  /** The field that a refusal is about. */
  readonly field?: Field;
  /** What the page says of some problems in its own words. */
  readonly own?: OwnProblems;
  /** A call runs, maybe the retry. */
  readonly isBusy: boolean;
  readonly onRetry: () => void;
  readonly onStartOver?: () => void;
  /** Has the code sent by another method, where a send failed. */
  readonly onChoose?: (methodId: string) => void;
}

/** The id of the words, for fields that are described by them. */
export const failureId = "failure";

/** Why the page cannot go on, and what helps. It takes the focus, so that it is read first and seen at any zoom. */
export function FailureNotice<Field extends string>({ failure, empty, ...rest }: FailureNoticeProps<Field>) {
  const { words } = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (failure !== undefined) box.current?.focus();
  }, [failure]);
  if (failure === undefined) return null;
  return (
    <ErrorNotice box={box} labelledBy={failureId}>
      {failure.kind === "empty" && empty !== undefined && (
        <ul id={failureId}>
          {failure.fields.map((field) => (
            <li key={field}>
              <FieldLink field={field} text={empty[field]} />
            </li>
          ))}
        </ul>
      )}
      {failure.kind === "network" && (
        <>
          <p id={failureId}>{words.common.networkFailure}</p>
          <Retry isBusy={rest.isBusy} onRetry={rest.onRetry} />
        </>
      )}
      {failure.kind === "problem" && <ProblemWords {...rest} problem={failure.problem} waitUntil={failure.waitUntil} />}
    </ErrorNotice>
  );
}

interface ProblemWordsProps extends Omit<FailureNoticeProps<string>, "failure" | "empty"> {
  readonly problem: ProblemBody;
  readonly waitUntil: number | undefined;
}

function ProblemWords(props: ProblemWordsProps) {
  const { problem, waitUntil, field, own, isBusy, onRetry, onStartOver, onChoose } = props;
  const { words } = useLanguage();
  const reaction = reactionTo(problem);
  const text = wordsFor(problem, words, own);
  const { attemptsLeft } = problem;
  // A new login may send at once where only this one's sends are used up.
  const mayStartOver = reaction.act === "restart" || problem.code === "too_many_sends";
  return (
    <>
      <p id={failureId}>{reaction.act === "correct" && field ? <FieldLink field={field} text={text} /> : text}</p>
      {attemptsLeft !== undefined && <p>{words.code.attemptsLeft(attemptsLeft)}</p>}
      {reaction.act === "wait" && waitUntil !== undefined && <Wait until={waitUntil} />}
      {reaction.act === "retry" && <Retry isBusy={isBusy} onRetry={onRetry} />}
      {problem.code === "delivery_unavailable" && onChoose && (
        <Instead problem={problem} isBusy={isBusy} onChoose={onChoose} />
      )}
      {mayStartOver && onStartOver && <Button kind="small" text={words.common.startOver} onClick={onStartOver} />}
    </>
  );
}

interface InsteadProps {
  readonly problem: ProblemBody;
  readonly isBusy: boolean;
  readonly onChoose: (methodId: string) => void;
}

/** What still works, as the API says; else what is left to do. */
function Instead({ problem, isBusy, onChoose }: InsteadProps) {
  const { words } = useLanguage();
  const methods = methodsInstead(problem);
  if (methods.length === 0) return <p>{words.code.noOther}</p>;
  return (
    <>
      <p>{words.code.useOther}</p>
      <MethodsInstead methods={methods} isBusy={isBusy} onChoose={onChoose} />
    </>
  );
}

/** The seconds tick in silence; only the end of the wait is said aloud. */
function Wait({ until }: { readonly until: number }) {
  const { words } = useLanguage();
  const announce = useAnnounce();
  const seconds = useSecondsUntil(until);
  const isOver = seconds === 0;
  useEffect(() => {
    if (isOver) announce(words.common.waitOver);
  }, [isOver]);
  return (
    <p class="ticking">{isOver ? words.common.waitOver : words.common.wait(words.duration(timeParts(seconds)))}</p>
  );
}

/** Leads to the field without a new entry in the browser's history. */
function FieldLink({ field, text }: { readonly field: string; readonly text: string }) {
  const toField = (event: Event) => {
    event.preventDefault();
    document.getElementById(field)?.focus();
  };
  return (
    <a href={`#${field}`} onClick={toField}>
      {text}
    </a>
  );
}

function Retry({ isBusy, onRetry }: { readonly isBusy: boolean; readonly onRetry: () => void }) {
  const { tryAgain, trying } = useLanguage().words.common;
  return <Button kind="small" text={tryAgain} busyText={trying} isBusy={isBusy} onClick={onRetry} />;
}
