import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Button } from "./button.tsx";
import { Form } from "./form.tsx";
import { TickBox } from "./tick-box.tsx";

interface AskTickedProps {
  readonly words: {
    readonly tick: string;
    readonly asksNothing: string;
    readonly tickMissing: string;
    readonly submit: string;
    readonly submitting: string;
  };
  readonly isBusy: boolean;
  readonly onConfirmed: () => void;
  /** What it is about. */
  readonly children?: ComponentChildren;
}

/** What a mail's link does, once a box is ticked before the button: a scanner of mails presses buttons too. */
export function AskTicked({ words, isBusy, onConfirmed, children }: AskTickedProps) {
  const [isTicked, setTicked] = useState(false);
  const [isMissing, setMissing] = useState(false);
  const submit = () => {
    setMissing(!isTicked);
    if (isTicked && !isBusy) onConfirmed();
  };
  return (
    <Form onSubmit={submit}>
      {children}
      <TickBox id="read" text={words.tick} hint={words.asksNothing} isTicked={isTicked} onTicked={setTicked} />
      {isMissing && !isTicked && (
        <p class="field-error" role="alert">
          {words.tickMissing}
        </p>
      )}
      <Button text={words.submit} busyText={words.submitting} isBusy={isBusy} />
    </Form>
  );
}
