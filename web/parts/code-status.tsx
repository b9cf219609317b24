import { useEffect } from "preact/hooks";
import { isUndelivered } from "../state/destinations.ts";
import type { Challenge, Login } from "../state/held-login.ts";
import { useLanguage } from "../state/locale.ts";
import { useAnnounce } from "./announcer.tsx";
import { MethodsInstead } from "./methods-instead.tsx";
import { Notice } from "./notice.tsx";

interface CodeStatusProps {
  readonly challenge: Challenge;
  readonly isExpired: boolean;
  readonly isResent: boolean;
  /** What to try in its place, where there is something. */
  readonly next: Login["methods"][number] | undefined;
  readonly isBusy: boolean;
  readonly onChoose: (methodId: string) => void;
}

/** Whether the message is on its way and the code still good. A first message that was sent is only said aloud. */
export function CodeStatus({ challenge, isExpired, isResent, next, isBusy, onChoose }: CodeStatusProps) {
  const { words } = useLanguage();
  const announce = useAnnounce();
  const { delivery, sendsLeft } = challenge;
  const state = isExpired ? "expired" : delivery === "sent" && isResent ? "resent" : delivery;
  const message = words.byMethod[challenge.type].message;
  const text = state === "none" ? undefined : message?.[state];
  useEffect(() => announce(text ?? ""), [state, sendsLeft]);
  if (text === undefined || state === "sent" || state === "delivered") return null;
  const hasFailed = !isExpired && isUndelivered(challenge);
  return (
    <Notice kind={state === "resent" ? "info" : "warning"}>
      <p>{text}</p>
      {hasFailed && <p>{next === undefined ? words.code.noOther : words.code.useOther}</p>}
      {state === "unknown" && <p>{words.code.useOtherOrResend}</p>}
      {next !== undefined && (hasFailed || state === "unknown") && (
        <MethodsInstead methods={[next]} isBusy={isBusy} kind={hasFailed ? "primary" : "small"} onChoose={onChoose} />
      )}
    </Notice>
  );
}
