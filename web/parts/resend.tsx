import { useEffect, useRef } from "preact/hooks";
import type { Messages } from "../messages/index.ts";
import { type Failure, useWait } from "../state/call.ts";
import { timeParts } from "../state/countdown.ts";
import type { Challenge } from "../state/held-login.ts";
import { useLanguage } from "../state/locale.ts";
import { useSecondsUntil } from "../state/server-time.ts";
import { useAnnounce } from "./announcer.tsx";
import { Button } from "./button.tsx";

interface ResendProps {
  readonly challenge: Challenge;
  readonly isBusy: boolean;
  readonly failure: Failure<string, string> | undefined;
  /** What is said of it. */
  readonly own: NonNullable<Messages["byMethod"][Challenge["type"]]["message"]>;
  readonly onResend: () => void;
}

/** Sends the code again, on request only; says from when that can be done and how often. */
export function Resend({ challenge, isBusy, failure, own, onResend }: ResendProps) {
  const { words } = useLanguage();
  const announce = useAnnounce();
  const gap = useSecondsUntil(Date.parse(challenge.resendAt));
  const seconds = Math.max(gap, useWait(failure, "resend"));
  const hasWaited = useRef(seconds > 0);
  const hasSendsLeft = challenge.sendsLeft > 0;
  useEffect(() => {
    if (seconds > 0) hasWaited.current = true;
    else if (hasWaited.current && hasSendsLeft) announce(own.resendReady);
  }, [seconds === 0]);

  const wait = seconds > 0 ? own.resendIn(words.duration(timeParts(seconds))) : own.sendsLeft(challenge.sendsLeft);
  return (
    <div class="resend">
      <Button
        kind="secondary"
        text={own.resend}
        busyText={own.resending}
        isBusy={isBusy}
        isBlocked={seconds > 0 || !hasSendsLeft}
        describedBy="resend-state"
        onClick={onResend}
      />
      <p class="hint ticking" id="resend-state">
        {hasSendsLeft ? wait : own.noSendsLeft}
      </p>
    </div>
  );
}
