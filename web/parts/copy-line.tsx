import { useState } from "preact/hooks";
import { useFullLanguage } from "../state/locale.ts";
import { useAnnounce } from "./announcer.tsx";

interface CopyLineProps {
  readonly name: string;
  /** As it is read. */
  readonly shown: string;
  /** As it is copied. */
  readonly text: string;
  readonly label: string;
}

/** A line that can be copied; where the browser refuses, it says so and is typed. */
export function CopyLine({ name, shown, text, label }: CopyLineProps) {
  const { app } = useFullLanguage().words.settings;
  const announce = useAnnounce();
  const [said, setSaid] = useState<"copied" | "notCopied">();
  const say = (what: "copied" | "notCopied") => {
    setSaid(what);
    announce(app[what]);
  };
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => say("copied"),
      () => say("notCopied"),
    );
  return (
    <div class="copy-line">
      <dt>{name}</dt>
      <dd class="copy-text">{shown}</dd>
      <dd>
        <button type="button" class="button button-small" aria-label={label} onClick={() => void copy()}>
          {app.copy}
        </button>
      </dd>
      {said && <dd class="hint">{app[said]}</dd>}
    </div>
  );
}
