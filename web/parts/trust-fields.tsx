import { useState } from "preact/hooks";
import { useLanguage } from "../state/locale.ts";
import type { Trust } from "../state/trust.ts";
import { TextField } from "./field.tsx";
import { TickBox } from "./tick-box.tsx";

interface TrustFieldsProps {
  readonly trust: Trust;
  readonly isRefused: boolean;
}

/** Whether this browser is to be trusted with the answer, and its name: nothing where that is not offered. */
export function TrustFields({ trust, isRefused }: TrustFieldsProps) {
  const own = useLanguage().words.trust;
  const [isTicked, setTicked] = useState(trust.defaultChecked);
  return (
    <>
      <TickBox id="trust" text={own.box} hint={own.hint(trust.days)} isTicked={isTicked} onTicked={setTicked} />
      {isTicked && <TrustName trust={trust} isRefused={isRefused} />}
    </>
  );
}

/** What the person calls this browser, with a name to begin with. */
export function TrustName({ trust, isRefused }: TrustFieldsProps) {
  const own = useLanguage().words.trust;
  return (
    <TextField
      id="trustName"
      label={own.name}
      hint={own.nameHint}
      autoComplete="off"
      initial={trust.name ?? ""}
      onTyped={() => {}}
      isRefused={isRefused}
    />
  );
}
