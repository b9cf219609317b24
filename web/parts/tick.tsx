interface TickProps {
  readonly id: string;
  readonly label: string;
  readonly error?: string | undefined;
}

/** A box to be ticked by hand: never at first. */
export const Tick = ({ id, label, error }: TickProps) => (
  <div class="field">
    <label class="tick">
      <input
        id={id}
        name={id}
        type="checkbox"
        aria-invalid={error !== undefined}
        aria-describedby={error === undefined ? undefined : `${id}-error`}
      />
      <span>{label}</span>
    </label>
    {error !== undefined && (
      <p class="field-error" id={`${id}-error`}>
        {error}
      </p>
    )}
  </div>
);
