interface TickBoxProps {
  readonly id: string;
  readonly text: string;
  /** Said below it. */
  readonly hint: string;
  readonly isTicked: boolean;
  readonly onTicked: (isTicked: boolean) => void;
}

/** One thing to be chosen or not, a whole line to press. */
export const TickBox = ({ id, text, hint, isTicked, onTicked }: TickBoxProps) => (
  <div class="field">
    <label class="choice">
      <input
        type="checkbox"
        id={id}
        name={id}
        checked={isTicked}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onTicked(event.currentTarget.checked)}
      />
      <span>{text}</span>
    </label>
    <p class="hint" id={`${id}-hint`}>
      {hint}
    </p>
  </div>
);
