import { useState } from "preact/hooks";
import { AskTicked } from "../parts/ask-ticked.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { ForgottenWay } from "../parts/forgotten-way.tsx";
import { InfoIcon, TickIcon, WarningIcon } from "../parts/icons.tsx";
import { Page } from "../parts/page.tsx";
import { Support } from "../parts/support.tsx";
import { Ways, WayTo } from "../parts/ways.tsx";
import { api } from "../state/api.ts";
import { useCall } from "../state/call.ts";
import { fragmentOf } from "../state/fragment.ts";
import { useFullLanguage } from "../state/locale.ts";
import { done } from "../state/own-call.ts";
import { paths } from "../state/routes.ts";

/** `/recovery/stop#token`: the link of a mail. Opening it does nothing; a box and a button stop the recovery. */
export function StopRecoveryPage() {
  const { words } = useFullLanguage();
  const own = words.recovery.stop;
  const token = fragmentOf(paths.stopRecovery) ?? "";
  const [isDone, setDone] = useState(false);
  const { busy, failure, run } = useCall<"stop">();
  const code = failure?.kind === "problem" ? failure.problem.code : undefined;

  const stop = async () => {
    if (await run("stop", () => done(api.cancelRecovery({ body: { token } })))) setDone(true);
  };
  if (isDone) {
    return (
      <Page key="done" title={own.doneTitle} icon={<TickIcon />}>
        <p class="lead">{own.done}</p>
        <Ways>
          <ForgottenWay text={words.ways.forgotten} />
        </Ways>
      </Page>
    );
  }
  if (code === "link_used") {
    return (
      <Page key="used" title={own.usedTitle} icon={<InfoIcon />}>
        <p class="lead">{own.used}</p>
        <Support />
      </Page>
    );
  }
  if (token === "" || code === "link_expired" || code === "invalid_request") {
    return (
      <Page key="expired" title={own.expiredTitle} icon={<WarningIcon />}>
        <p class="lead">{own.expired}</p>
        <Ways>
          <WayTo to={paths.helpIndex} text={words.ways.help} />
        </Ways>
      </Page>
    );
  }
  return (
    <Page key="ask" title={own.title} hasError={failure !== undefined}>
      <p class="lead">{own.lead}</p>
      <FailureNotice failure={failure} isBusy={busy !== undefined} onRetry={() => void stop()} />
      <AskTicked words={own} isBusy={busy !== undefined} onConfirmed={() => void stop()} />
    </Page>
  );
}
