import { useState } from "preact/hooks";
import { useLanguage } from "../state/locale.ts";
import { TextField } from "./field.tsx";

interface MatchNumberFieldProps {
  readonly id: string;
  readonly isEmpty: boolean;
  readonly isRefused: boolean;
}

/** The match number, wherever a login is approved: what the screen that signs in shows is typed here. */
export function MatchNumberField({ id, isEmpty, isRefused }: MatchNumberFieldProps) {
  const { matchNumber, matchHint, matchEmpty } = useLanguage().words.link.approve;
  const [typed, setTyped] = useState("");
  return (
    <TextField
      id={id}
      label={matchNumber}
      hint={matchHint}
      class="input-code"
      inputMode="numeric"
      autoComplete="off"
      initial={typed}
      onTyped={setTyped}
      error={isEmpty ? matchEmpty : undefined}
      isRefused={isRefused}
    />
  );
}
