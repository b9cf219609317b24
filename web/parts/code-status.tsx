import { useEffect } from "preact/hooks";
import type { Challenge } from "../state/held-login.ts";
import { useLanguage } from "../state/locale.ts";
import { useAnnounce } from "./announcer.tsx";
import { Notice } from "./notice.tsx";

/** Whether the message is on its way and the code still good: shown where it needs doing something, else only said. */
export function CodeStatus({ challenge, isExpired }: { readonly challenge: Challenge; readonly isExpired: boolean }) {
  const { words } = useLanguage();
  const announce = useAnnounce();
  const state = isExpired ? "expired" : challenge.delivery;
  useEffect(() => {
    announce(words.code[state]);
  }, [state]);
  if (state === "sent") return null;
  return (
    <Notice kind={state === "pending" ? "info" : "warning"}>
      <p>{words.code[state]}</p>
    </Notice>
  );
}
