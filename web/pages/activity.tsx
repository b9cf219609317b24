import { useState } from "preact/hooks";
import { ActivityList } from "../parts/activity-list.tsx";
import { BackTo } from "../parts/back-to.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { TickIcon } from "../parts/icons.tsx";
import { AskNotMe, DoneNotMe } from "../parts/not-me.tsx";
import { Page } from "../parts/page.tsx";
import { SessionList } from "../parts/session-list.tsx";
import { WayBy, Ways } from "../parts/ways.tsx";
import { api } from "../state/api.ts";
import { useFullLanguage } from "../state/locale.ts";
import { done, useOwnCall } from "../state/own-call.ts";
import { paths } from "../state/routes.ts";

/** `/settings/activity`: where somebody is signed in, what happened, and "not me". */
export function ActivityPage() {
  const { words } = useFullLanguage();
  const own = words.activity;
  const [step, setStep] = useState<"list" | "ask" | "done">("list");
  const { busy, failure, run } = useOwnCall<"disavow">();
  const disavow = async () => {
    if (await run("disavow", () => done(api.disavowOwn({})))) setStep("done");
  };
  if (step === "done") {
    return (
      <Page key="done" title={own.notMe.doneTitle} icon={<TickIcon />}>
        <DoneNotMe />
      </Page>
    );
  }
  if (step === "ask") {
    return (
      <Page key="ask" title={own.notMe.title} hasError={failure !== undefined}>
        <FailureNotice failure={failure} isBusy={busy !== undefined} onRetry={() => void disavow()} />
        <AskNotMe isBusy={busy !== undefined} onConfirmed={() => void disavow()} />
        <Ways>
          <WayBy onClick={() => setStep("list")} text={words.ways.unchanged} />
        </Ways>
      </Page>
    );
  }
  return (
    <Page key="list" title={own.title}>
      <p class="lead">{own.lead}</p>
      <Ways>
        <WayBy onClick={() => setStep("ask")} text={own.notMe.toIt} />
      </Ways>
      <SessionList />
      <ActivityList />
      <BackTo to={paths.settings} text={words.settings.back} />
    </Page>
  );
}
