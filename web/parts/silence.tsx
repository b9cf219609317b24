import { useEffect } from "preact/hooks";
import type { Challenge, Login } from "../state/held-login.ts";
import { useLanguage } from "../state/locale.ts";
import { useAnnounce } from "./announcer.tsx";
import { TickIcon } from "./icons.tsx";
import { MethodsInstead } from "./methods-instead.tsx";

interface SilenceProps {
  readonly challenge: Challenge;
  /** Nothing has been heard of the message for so long that the person may want another way. */
  readonly isSilent: boolean;
  readonly next: Login["methods"][number] | undefined;
  readonly isBusy: boolean;
  readonly onChoose: (methodId: string) => void;
}

/** Below the code's field, so that nothing moves under the hands of whoever types: that it arrived, or what to try. */
export function Silence({ challenge, isSilent, next, isBusy, onChoose }: SilenceProps) {
  const { words } = useLanguage();
  const announce = useAnnounce();
  const { delivered, silent } = words.byMethod[challenge.type];
  const isOffered = isSilent && next !== undefined;
  useEffect(() => {
    if (isOffered) announce(silent);
  }, [isOffered]);
  if (challenge.delivery === "delivered") {
    return (
      <p class="delivered">
        <TickIcon />
        {delivered}
      </p>
    );
  }
  if (!isOffered) return null;
  return (
    <div class="silence">
      <p>{silent}</p>
      <MethodsInstead methods={[next]} isBusy={isBusy} onChoose={onChoose} />
    </div>
  );
}
