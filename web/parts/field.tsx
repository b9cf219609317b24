import type { ComponentChildren, Ref } from "preact";
import { useState } from "preact/hooks";
import { failureId } from "./failure-notice.tsx";

export interface FieldState {
  readonly id: string;
  readonly label: string;
  /** Said above the input. */
  readonly hint?: string;
  /** Said below it. */
  readonly note?: string;
  /** Said at the field itself. */
  readonly error?: string | undefined;
  /** The page's failure is about this field. */
  readonly isRefused?: boolean;
}

/** What an input says of itself: which texts describe it, and whether it is wrong. */
export const describe = ({ id, hint, note, error, isRefused = false }: FieldState) => {
  const texts = [
    hint === undefined ? [] : `${id}-hint`,
    note === undefined ? [] : `${id}-note`,
    error === undefined ? [] : `${id}-error`,
    isRefused ? failureId : [],
  ].flat();
  return {
    id,
    name: id,
    "aria-invalid": error !== undefined || isRefused,
    ...(texts.length === 0 ? {} : { "aria-describedby": texts.join(" ") }),
  };
};

/** A label, its hint, its error, and the input between. */
export function Field({
  id,
  label,
  hint,
  note,
  error,
  children,
}: FieldState & { readonly children: ComponentChildren }) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children}
      {note !== undefined && (
        <p class="hint" id={`${id}-note`}>
          {note}
        </p>
      )}
      {error !== undefined && (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

interface TextFieldProps extends FieldState {
  readonly autoComplete: "username" | "one-time-code" | "tel" | "email" | "off";
  readonly inputMode?: "text" | "numeric" | "tel" | "email";
  readonly class?: string;
  readonly initial: string;
  readonly onTyped: (value: string) => void;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** One line of text. The browser keeps what is typed, so a change of language or an error never touches it. */
export function TextField(props: TextFieldProps) {
  const { autoComplete, inputMode = "text", class: className = "", initial, onTyped, inputRef = null } = props;
  // Only its first value is ours to say.
  const [first] = useState(initial);
  return (
    <Field {...props}>
      <input
        {...describe(props)}
        ref={inputRef}
        class={`input ${className}`}
        type="text"
        inputMode={inputMode}
        autoComplete={autoComplete}
        autoCapitalize="none"
        autoCorrect="off"
        spellcheck={false}
        defaultValue={first}
        onInput={(event) => onTyped(event.currentTarget.value)}
      />
    </Field>
  );
}
