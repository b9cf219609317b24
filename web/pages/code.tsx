import { useEffect, useRef, useState } from "preact/hooks";
import type { CodeWords } from "../messages/methods.ts";
import { Button } from "../parts/button.tsx";
import { CallKey } from "../parts/call-key.tsx";
import { CodeStatus } from "../parts/code-status.tsx";
import { CodeWays } from "../parts/code-ways.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { TextField } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { Page } from "../parts/page.tsx";
import { PasswordField } from "../parts/password-field.tsx";
import { Resend } from "../parts/resend.tsx";
import { Silence } from "../parts/silence.tsx";
import { TrustFields } from "../parts/trust-fields.tsx";
import { WhyAsked } from "../parts/why-asked.tsx";
import { api } from "../state/api.ts";
import { useCall, useWait } from "../state/call.ts";
import { useDelivery } from "../state/delivery.ts";
import { isUndelivered, nextMethod } from "../state/destinations.ts";
import { useFlow } from "../state/flow.ts";
import { type Challenge, type HeldLogin, isTogether } from "../state/held-login.ts";
import { useLanguage } from "../state/locale.ts";
import { reactionTo } from "../state/reactions.ts";
import { useSend } from "../state/send.ts";
import { useSecondsUntil } from "../state/server-time.ts";
import { isNameRefused, wantedTrust } from "../state/trust.ts";
import { useWebOtp } from "../state/web-otp.ts";

type Field = "password" | "code" | "trustName";

interface CodePageProps {
  readonly held: HeldLogin;
  readonly challenge: Challenge;
  /** What the page says of the code itself. */
  readonly asks: CodeWords;
}

/**
 * `/login/code`, and `/login/backup` for a backup code: the code that was sent, or that the person has, and the password
 * with it where both are submitted at once. Another method is another page: its code is another.
 */
export function CodePage({ held, challenge, asks }: CodePageProps) {
  const { locale, words } = useLanguage();
  const flow = useFlow();
  const { login, loginToken } = held;
  const { busy, failure, setFailure, run } = useCall<"verify" | "resend" | "switch", Field>();
  const resend = useSend(run, "resend", held);
  const send = useSend(run, "switch", held);
  const asked = useRef("");
  const [isResent, setResent] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const own = words.byMethod[challenge.type];
  const withPassword = isTogether(held);
  const { together } = words.orders;
  const isWaiting = useWait(failure, "verify") > 0;
  const { isExpired, isSilent } = useDelivery(held, challenge, busy !== undefined);
  const next = nextMethod(login.methods, challenge);
  const failedCall = failure !== undefined && failure.kind !== "empty" ? failure.during : undefined;
  const isVerifyRefused = failure?.kind === "problem" && failure.during === "verify";
  const isNameWrong = isNameRefused(failure);
  const hasSendFailed = failedCall === "resend" || failedCall === "switch";
  const note = own.message?.reference(challenge.reference) ?? asks.note;
  const hint = login.methods.find(({ methodId }) => methodId === challenge.methodId)?.hint ?? "";

  const typed = (code: string) => {
    flow.draft.code = code;
  };
  useWebOtp(challenge.type === "sms_code", (code) => {
    if (input.current) input.current.value = code;
    typed(code);
  });
  const isOver = useSecondsUntil(Date.parse(login.expiresAt)) === 0;
  useEffect(() => {
    if (isOver) flow.end("expired");
  }, [isOver]);

  const submit = async (entered: (field: string) => string) => {
    if (busy || isWaiting) return;
    if (loginToken === undefined) return flow.end("lost");
    const [code, password] = [entered("code"), entered("password")];
    // A password may suffice, and no browser is trusted by it.
    const isCodeless = code.trim() === "" && withPassword;
    const wanted = isCodeless ? undefined : wantedTrust(entered, login.trust);
    const empty = [
      ...(withPassword && password === "" ? ["password" as const] : []),
      ...(code.trim() === "" && !withPassword ? ["code" as const] : []),
      ...(wanted === "empty" ? ["trustName" as const] : []),
    ];
    if (empty.length > 0 || wanted === "empty") return setFailure({ kind: "empty", fields: empty });
    const params = { loginId: login.loginId };
    const body = {
      ...(withPassword ? { password } : {}),
      ...(isCodeless ? {} : { code }),
      ...(wanted === undefined ? {} : { trustBrowser: wanted }),
    };
    const answer = await run("verify", () => api.verifyLogin({ params, body, loginToken }));
    if (answer !== undefined) flow.keep(answer);
  };
  const sendAgain = async () => {
    if (await resend(challenge.methodId)) setResent(true);
  };
  const choose = (methodId: string) => {
    asked.current = methodId;
    void send(methodId);
  };
  const retry = () => {
    if (failedCall === "resend") void sendAgain();
    else if (failedCall === "switch") choose(asked.current);
    else form.current?.requestSubmit();
  };
  const other = { challenge, next, isBusy: busy === "switch", onChoose: choose };
  const isLost = isUndelivered(challenge) && !isExpired;
  // A failure that stands there may be of the time before the message was reported lost.
  const isEmpty = (field: Field) => failure?.kind === "empty" && failure.fields.includes(field);
  const isRefused = isVerifyRefused && !isNameWrong && reactionTo(failure.problem).act === "correct";
  // Where both were submitted, nobody says which was wrong.
  const isEither = isRefused && failure.problem.code === "credentials_invalid";
  const problems = withPassword
    ? { ...asks.problems, credentials_invalid: together.refused(asks.label) }
    : asks.problems;
  const showsStatus = failure === undefined || (isLost && !hasSendFailed);

  return (
    <Page title={withPassword ? together.title(asks.label) : asks.title} hasError={failure !== undefined}>
      <WhyAsked login={login} />
      <p class="lead">{own.lead(hint)}</p>
      {own.keepOpen !== undefined && <p class="keep-open">{own.keepOpen}</p>}
      <FailureNotice
        failure={failure}
        empty={{ password: words.login.passwordEmpty, code: asks.empty, trustName: words.trust.nameEmpty }}
        {...(isVerifyRefused ? { field: isNameWrong ? "trustName" : isEither ? "password" : "code" } : {})}
        own={isNameWrong ? { invalid_request: words.trust.nameWrong } : problems}
        isBusy={busy !== undefined}
        onRetry={retry}
        onStartOver={flow.startOver}
        onChoose={choose}
      />
      {showsStatus && <CodeStatus {...other} isExpired={isExpired} isResent={isResent} />}
      {challenge.callKey !== undefined && !isExpired && !isUndelivered(challenge) && (
        <CallKey callKey={challenge.callKey} />
      )}
      <Form formRef={form} onSubmit={submit}>
        {withPassword && (
          <PasswordField
            id="password"
            label={words.login.password}
            isSending={busy === "verify"}
            error={isEmpty("password") ? words.login.passwordEmpty : undefined}
            isRefused={isEither}
          />
        )}
        <TextField
          id="code"
          label={asks.label}
          hint={asks.hint(timeOfDay(challenge.expiresAt, locale))}
          {...(note === undefined ? {} : { note })}
          class="input-code"
          inputMode="numeric"
          autoComplete={challenge.type === "backup_code" ? "off" : "one-time-code"}
          initial={flow.draft.code}
          onTyped={typed}
          inputRef={input}
          isRefused={isEmpty("code") || isRefused}
        />
        {withPassword && <p class="hint">{together.codeOptional}</p>}
        {login.trust?.offered && <TrustFields trust={login.trust} isRefused={isNameWrong} />}
        <Button
          text={withPassword ? words.login.submit : words.code.submit}
          busyText={words.code.submitting}
          isBusy={busy === "verify"}
          isBlocked={isWaiting}
        />
      </Form>
      <Silence {...other} isSilent={isSilent && !hasSendFailed} />
      {own.message && (
        <Resend
          challenge={challenge}
          own={own.message}
          isBusy={busy === "resend"}
          failure={failure}
          onResend={() => void sendAgain()}
        />
      )}
      <CodeWays login={login} isTogether={withPassword} challenge={challenge} onChoose={choose} />
    </Page>
  );
}

/** `10:37`, where the person is. */
const timeOfDay = (instant: string, locale: string): string =>
  new Date(instant).toLocaleTimeString(locale, { hour: "numeric", minute: "2-digit" });
