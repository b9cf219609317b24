interface ButtonProps {
  readonly text: string;
  /** Said in place of the text while the call runs. */
  readonly busyText?: string;
  readonly isBusy?: boolean;
  /** It cannot be used now. It keeps the focus and its place in the order, so that people can find out why. */
  readonly isBlocked?: boolean;
  readonly describedBy?: string;
  readonly kind?: "primary" | "secondary" | "small";
  /** Left out for the button that sends its form. */
  readonly onClick?: () => void;
}

export function Button(props: ButtonProps) {
  const { text, busyText = text, isBusy = false, isBlocked = false, describedBy, kind = "primary", onClick } = props;
  const isOff = isBusy || isBlocked;
  return (
    <button
      type={onClick === undefined ? "submit" : "button"}
      class={`button button-${kind}`}
      aria-disabled={isOff}
      aria-describedby={describedBy}
      onClick={(event) => {
        if (isOff) event.preventDefault();
        else onClick?.();
      }}
    >
      {isBusy && <span class="spinner" aria-hidden="true" />}
      {isBusy ? busyText : text}
    </button>
  );
}
