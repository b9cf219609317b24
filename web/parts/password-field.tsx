import { useState } from "preact/hooks";
import { useLanguage } from "../state/locale.ts";
import { describe, Field, type FieldState } from "./field.tsx";

interface PasswordFieldProps extends FieldState {
  readonly isSending: boolean;
  /** One to be, that password managers may make up. */
  readonly isNew?: boolean;
}

/** A password, hidden until its owner wants to see it, and hidden again while it is sent. */
export function PasswordField({ isSending, isNew = false, ...state }: PasswordFieldProps) {
  const { words } = useLanguage();
  const [isWanted, setWanted] = useState(false);
  const isShown = isWanted && !isSending;
  const input = {
    ...describe(state),
    class: "input",
    autoComplete: isNew ? "new-password" : "current-password",
    autoCapitalize: "none",
    autoCorrect: "off",
    spellcheck: false,
  } as const;
  return (
    <Field {...state}>
      <div class="password">
        {isShown ? <input {...input} type="text" /> : <input {...input} type="password" />}
        <button
          type="button"
          class="reveal"
          aria-controls={state.id}
          aria-label={isShown ? words.login.hidePassword : words.login.showPassword}
          onClick={() => setWanted(!isWanted)}
        >
          {isShown ? words.login.hide : words.login.show}
        </button>
      </div>
    </Field>
  );
}
