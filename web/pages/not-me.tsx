import { useState } from "preact/hooks";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { InfoIcon, TickIcon, WarningIcon } from "../parts/icons.tsx";
import { AskNotMe, DoneNotMe } from "../parts/not-me.tsx";
import { Page } from "../parts/page.tsx";
import { Ways, WayTo } from "../parts/ways.tsx";
import { api } from "../state/api.ts";
import { useCall } from "../state/call.ts";
import { useFullLanguage } from "../state/locale.ts";
import { done } from "../state/own-call.ts";
import { paths } from "../state/routes.ts";

/** `/not-me#token`: the link of a notice. Opening it does nothing; it asks for nothing but a button. */
export function NotMePage() {
  const { words } = useFullLanguage();
  const own = words.activity.notMe;
  const [token] = useState(() => location.hash.slice(1));
  const [isDone, setDone] = useState(false);
  const { busy, failure, run } = useCall<"disavow">();
  const code = failure?.kind === "problem" ? failure.problem.code : undefined;

  const disavow = async () => {
    if (await run("disavow", () => done(api.disavow({ body: { token } })))) setDone(true);
  };
  if (isDone) {
    return (
      <Page key="done" title={own.doneTitle} icon={<TickIcon />}>
        <DoneNotMe />
      </Page>
    );
  }
  if (code === "link_used") {
    return (
      <Page key="used" title={own.usedTitle} icon={<InfoIcon />}>
        <p class="lead">{own.used}</p>
      </Page>
    );
  }
  if (token === "" || code === "link_expired" || code === "invalid_request") {
    return (
      <Page key="expired" title={own.expiredTitle} icon={<WarningIcon />}>
        <p class="lead">{own.expired}</p>
        <Ways>
          <WayTo to={paths.activity} text={words.activity.title} />
          <WayTo to={paths.helpIndex} text={words.ways.help} />
        </Ways>
      </Page>
    );
  }
  return (
    <Page key="ask" title={own.title} hasError={failure !== undefined}>
      <FailureNotice failure={failure} isBusy={busy !== undefined} onRetry={() => void disavow()} />
      <AskNotMe isBusy={busy !== undefined} onConfirmed={() => void disavow()} />
    </Page>
  );
}
