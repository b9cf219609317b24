import { FailureNotice } from "../parts/failure-notice.tsx";
import { WarningIcon } from "../parts/icons.tsx";
import { Page } from "../parts/page.tsx";
import { useLanguage } from "../state/locale.ts";
import { useTicket } from "../state/ticket.ts";

/** `/login/continue#ticket`: where a backend sends the browser of a login that it has begun. */
export function ContinuePage() {
  const { delegated } = useLanguage().words;
  const { state, claim } = useTicket();
  if (state === "loading") {
    return (
      <Page key={state} title={delegated.loading} icon={<span class="spinner spinner-large" aria-hidden="true" />} />
    );
  }
  if (state === "offline") {
    return (
      <Page key={state} title={delegated.offlineTitle} hasError={true}>
        <FailureNotice failure={{ kind: "network", during: "claim" }} isBusy={false} onRetry={() => void claim()} />
      </Page>
    );
  }
  const { title, text } = delegated.over[state];
  return (
    <Page key={state} title={title} icon={<WarningIcon />}>
      <p class="lead">{text}</p>
      <p>{delegated.close}</p>
    </Page>
  );
}
