import { useState } from "preact/hooks";
import { useFullLanguage } from "../state/locale.ts";
import { Button } from "./button.tsx";
import { ForgottenWay } from "./forgotten-way.tsx";
import { Form } from "./form.tsx";
import { Notice } from "./notice.tsx";
import { Support } from "./support.tsx";
import { TickBox } from "./tick-box.tsx";
import { Ways } from "./ways.tsx";

interface AskProps {
  readonly isBusy: boolean;
  readonly onConfirmed: () => void;
}

/** What "not me" does, and a box to tick before the button: a scanner of mails presses buttons too. */
export function AskNotMe({ isBusy, onConfirmed }: AskProps) {
  const own = useFullLanguage().words.activity.notMe;
  const [isTicked, setTicked] = useState(false);
  const [isMissing, setMissing] = useState(false);
  const submit = () => {
    setMissing(!isTicked);
    if (isTicked && !isBusy) onConfirmed();
  };
  return (
    <Form onSubmit={submit}>
      <p class="lead">{own.lead}</p>
      <ul class="points">
        {own.points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      <TickBox id="read" text={own.tick} hint={own.asksNothing} isTicked={isTicked} onTicked={setTicked} />
      {isMissing && !isTicked && (
        <p class="field-error" role="alert">
          {own.tickMissing}
        </p>
      )}
      <Button text={own.submit} busyText={own.submitting} isBusy={isBusy} />
    </Form>
  );
}

/** What is to be done next. */
export function DoneNotMe() {
  const { words } = useFullLanguage();
  const own = words.activity.notMe;
  return (
    <>
      <p class="lead">{own.done}</p>
      <Notice kind="warning">
        <p>{own.next}</p>
      </Notice>
      <Ways>
        <ForgottenWay text={words.ways.forgotten} />
      </Ways>
      <Support />
    </>
  );
}
