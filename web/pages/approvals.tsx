import { useState } from "preact/hooks";
import { BackTo } from "../parts/back-to.tsx";
import { ChangePasswordWay } from "../parts/change-password-way.tsx";
import { InfoIcon, TickIcon } from "../parts/icons.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { PairHere } from "../parts/pair-here.tsx";
import { Request } from "../parts/request.tsx";
import { WayBy, Ways, WayTo } from "../parts/ways.tsx";
import { readApprovals } from "../state/approvals.ts";
import { useFullLanguage } from "../state/locale.ts";
import { readAuthenticators, useLoaded } from "../state/own-call.ts";
import { usePolling } from "../state/polling.ts";
import { paths } from "../state/routes.ts";

/** Seconds between two looks at what has come. */
const pace = 5;

/** `/settings/approvals`: what waits for an answer; the app for whoever has none. */
export function ApprovalsPage() {
  const [outcome, setOutcome] = useState<"approved" | "denied">();
  if (outcome !== undefined) return <Answered key={outcome} outcome={outcome} onBack={() => setOutcome(undefined)} />;
  return <Waiting key="waiting" onAnswered={setOutcome} />;
}

function Waiting({ onAnswered }: { readonly onAnswered: (outcome: "approved" | "denied") => void }) {
  const { words } = useFullLanguage();
  const own = words.approvals.requests;
  const known = useLoaded(readApprovals);
  const apps = useLoaded(readAuthenticators);
  const [isPaired, setPaired] = useState(false);
  usePolling(known.data !== undefined, pace, known.load);
  const pending = apps.data?.authenticators.find(({ type, status }) => type === "app" && status === "pending");
  return (
    <Page title={own.title} hasError={known.data === undefined && known.failure !== undefined}>
      <p class="lead">{own.lead}</p>
      {isPaired && (
        <Notice kind="info">
          <p>{own.paired}</p>
        </Notice>
      )}
      <Loaded of={known}>
        {({ approvals }) => (
          <>
            {approvals.length === 0 && (
              <Notice kind="info">
                <p>{own.empty}</p>
                <p>{own.watching}</p>
              </Notice>
            )}
            <ul class="requests">
              {approvals.map((request) => (
                <li key={request.loginId}>
                  <Request request={request} onAnswered={onAnswered} onGone={() => void known.load()} />
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
      {pending && !isPaired && <PairHere pending={pending} onPaired={() => setPaired(true)} />}
      <BackTo to={paths.settings} text={words.settings.back} />
    </Page>
  );
}

interface AnsweredProps {
  readonly outcome: "approved" | "denied";
  readonly onBack: () => void;
}

function Answered({ outcome, onBack }: AnsweredProps) {
  const { words } = useFullLanguage();
  const own = words.approvals.requests;
  const isYes = outcome === "approved";
  return (
    <Page title={isYes ? own.approvedTitle : own.deniedTitle} icon={isYes ? <TickIcon /> : <InfoIcon />}>
      <p class="lead">{isYes ? own.approved : own.denied}</p>
      <Ways>
        {!isYes && <ChangePasswordWay text={words.ways.changePassword} />}
        <WayBy onClick={onBack} text={own.back} />
        <WayTo to={paths.settings} text={words.settings.back} />
      </Ways>
    </Page>
  );
}
