import { useEffect } from "preact/hooks";
import type { Challenge } from "../state/held-login.ts";
import { useLanguage } from "../state/locale.ts";
import { useAnnounce } from "./announcer.tsx";
import { Notice } from "./notice.tsx";

interface CodeStatusProps {
  readonly challenge: Challenge;
  readonly isExpired: boolean;
  readonly isResent: boolean;
}

/** Whether the message is on its way and the code still good. A first message that was sent is only said aloud. */
export function CodeStatus({ challenge, isExpired, isResent }: CodeStatusProps) {
  const { words } = useLanguage();
  const announce = useAnnounce();
  const { delivery, sendsLeft } = challenge;
  const state = isExpired ? "expired" : delivery === "sent" && isResent ? "resent" : delivery;
  useEffect(() => announce(words.code[state]), [state, sendsLeft]);
  if (state === "sent") return null;
  return (
    <Notice kind={state === "resent" ? "info" : "warning"}>
      <p>{words.code[state]}</p>
    </Notice>
  );
}
