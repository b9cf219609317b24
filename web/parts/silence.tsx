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
  const { message } = words.byMethod[challenge.type];
  const isOffered = isSilent && next !== undefined && message !== undefined;
  useEffect(() => {
    if (isOffered) announce(message.silent);
  }, [isOffered]);
  if (message === undefined) return null;
  if (challenge.delivery === "delivered") {
    return (
      <p class="delivered">
        <TickIcon />
        {message.delivered}
      </p>
    );
  }
  if (!isOffered) return null;
  return (
    <div class="silence">
      <p>{message.silent}</p>
      <MethodsInstead methods={[next]} isBusy={isBusy} onChoose={onChoose} />
    </div>
  );
}
