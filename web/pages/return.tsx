import { useEffect } from "preact/hooks";
import type { Messages } from "../messages/index.ts";
import { Button } from "../parts/button.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { TickIcon } from "../parts/icons.tsx";
import { Page } from "../parts/page.tsx";
import { TrustOffer } from "../parts/trust-offer.tsx";
import { api } from "../state/api.ts";
import { useCall } from "../state/call.ts";
import { useFlow } from "../state/flow.ts";
import type { HeldLogin } from "../state/held-login.ts";
import { useLanguage } from "../state/locale.ts";

/**
 * `/login/complete` of a login that a backend has begun: leads back there, at once where there is nothing to ask. The
 * code that goes along counts for a minute, so it is fetched when the browser leaves.
 */
export function ReturnPage({ held }: { readonly held: HeldLogin }) {
  const { words } = useLanguage();
  const own = words.delegated;
  const flow = useFlow();
  const { busy, failure, run } = useCall<"return">();
  const { login, loginToken } = held;
  const isAsking = asksTrust(held, words);

  const goBack = async () => {
    if (loginToken === undefined) return;
    const answer = await run("return", () => api.returnLogin({ params: { loginId: login.loginId }, loginToken }));
    if (answer === undefined) return;
    flow.putAway();
    location.replace(answer.location);
  };
  useEffect(() => {
    if (!isAsking && !login.trust?.registered) void goBack();
  }, []);

  const isLeaving = failure === undefined && (busy !== undefined || !isAsking) && !login.trust?.registered;
  if (isLeaving) {
    return (
      <Page key="leaving" title={own.returning} icon={<span class="spinner spinner-large" aria-hidden="true" />} />
    );
  }
  return (
    <Page
      key="asking"
      title={failure === undefined ? own.title : own.failedTitle}
      hasError={failure !== undefined}
      icon={failure === undefined && <TickIcon />}
    >
      <p class="lead">{failure === undefined ? own.text : own.failed}</p>
      <FailureNotice failure={failure} isBusy={busy !== undefined} onRetry={() => void goBack()} />
      {failure === undefined && (
        <>
          <TrustOffer held={loginToken === undefined ? held : { ...held, trustToken: loginToken }} />
          <Button
            text={own.toService}
            busyText={own.returning}
            isBusy={busy !== undefined}
            onClick={() => void goBack()}
          />
        </>
      )}
    </Page>
  );
}

/** Whether this browser can be trusted, and this tab has not asked that yet: where a code was typed in it, its page has. */
const asksTrust = ({ login: { trust, challenge } }: HeldLogin, { byMethod }: Messages): boolean =>
  trust?.offered === true && (challenge === undefined || byMethod[challenge.type].code === undefined);
