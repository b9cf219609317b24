import type { ProblemBody } from "../../shared/contract/schemas.ts";
import type { AllMessages } from "../messages/index.ts";
import { useFullLanguage } from "../state/locale.ts";
import { PasswordField } from "./password-field.tsx";

interface NewPasswordProps {
  readonly isSending: boolean;
  readonly isEmpty: boolean;
  readonly isRefused: boolean;
}

/** The password to be: typed once, since it can be looked at. */
export function NewPassword({ isSending, isEmpty, isRefused }: NewPasswordProps) {
  const { password } = useFullLanguage().words;
  return (
    <PasswordField
      id="password"
      label={password.next}
      hint={password.hint}
      isNew={true}
      isSending={isSending}
      error={isEmpty ? password.nextEmpty : undefined}
      isRefused={isRefused}
    />
  );
}

/** Why a password cannot be chosen. */
export function unfitWords(
  { fault, minLength = 8 }: Pick<ProblemBody, "fault" | "minLength">,
  words: AllMessages,
): string {
  if (fault === undefined) return words.problems.password_unfit;
  return fault === "too_short" ? words.password.unfit.too_short(minLength) : words.password.unfit[fault];
}
