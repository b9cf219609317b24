import { useEffect, useState } from "preact/hooks";
import { useFullLanguage } from "../state/locale.ts";
import { useOwn } from "../state/own.ts";
import { useAnnounce } from "./announcer.tsx";
import { Notice } from "./notice.tsx";

/** What the page before has just done, once. */
export function SavedNotice() {
  const { words } = useFullLanguage();
  const announce = useAnnounce();
  const own = useOwn();
  const [saved] = useState(own.saved.current);
  useEffect(() => {
    own.saved.current = null;
    if (saved !== null) announce(words.settings.saved[saved]);
  }, []);
  if (saved === null) return null;
  return (
    <Notice kind="info">
      <p>{words.settings.saved[saved]}</p>
    </Notice>
  );
}
