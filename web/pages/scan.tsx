import { useEffect, useState } from "preact/hooks";
import { ChangePasswordWay } from "../parts/change-password-way.tsx";
import { InfoIcon, TickIcon, WarningIcon } from "../parts/icons.tsx";
import { Page } from "../parts/page.tsx";
import { Request } from "../parts/request.tsx";
import { Ways, WayTo } from "../parts/ways.tsx";
import { api, outcomeOf } from "../state/api.ts";
import type { Approval } from "../state/approvals.ts";
import { useFlow } from "../state/flow.ts";
import { fragmentOf } from "../state/fragment.ts";
import { useLanguage } from "../state/locale.ts";
import { signInPath } from "../state/return-path.ts";
import { paths } from "../state/routes.ts";

type Failed = "noCode" | "over" | "other" | "closed" | "failed";
type State = "opening" | Failed | Approval | "approved" | "denied";

const failedBy: Readonly<Record<string, Failed>> = {
  link_expired: "over",
  forbidden: "other",
  login_closed: "closed",
  not_found: "over",
};

/** `/q#…`: a scanned QR code, opened where somebody is signed in; without a session the sign-in comes first. */
export function ScanPage() {
  const { words } = useLanguage();
  const { requests, scan } = words.approvals;
  const flow = useFlow();
  const [token] = useState(() => fragmentOf(paths.scan));
  const [state, setState] = useState<State>(token === undefined ? "noCode" : "opening");
  const open = async () => {
    if (token === undefined) return;
    const outcome = await outcomeOf(api.scanApproval({ body: { token } }));
    if (outcome.kind === "answer") return setState(outcome.answer);
    if (outcome.kind === "network") return setState("failed");
    if (outcome.problem.code === "unauthenticated") return flow.go(signInPath(paths.scan), true);
    setState(failedBy[outcome.problem.code] ?? "failed");
  };
  useEffect(() => void open(), []);

  if (state === "opening") {
    const spinner = <span class="spinner spinner-large" aria-hidden="true" />;
    return <Page key="opening" title={scan.opening} icon={spinner} />;
  }
  if (state === "approved" || state === "denied") {
    const isYes = state === "approved";
    return (
      <Page
        key={state}
        title={isYes ? requests.approvedTitle : requests.deniedTitle}
        icon={isYes ? <TickIcon /> : <InfoIcon />}
      >
        <p class="lead">{isYes ? requests.approved : requests.denied}</p>
        <Ways>
          {!isYes && <ChangePasswordWay text={words.ways.changePassword} />}
          <WayTo to={paths.settings} text={words.complete.toSettings} />
        </Ways>
      </Page>
    );
  }
  if (typeof state === "string") {
    const texts = {
      noCode: [scan.noCode, scan.noCodeText],
      over: [scan.overTitle, scan.over],
      other: [scan.otherTitle, scan.other],
      closed: [scan.closedTitle, scan.closed],
      failed: [scan.failedTitle, scan.failed],
    } as const satisfies { readonly [F in Failed]: readonly [string, string] };
    const [title, text] = texts[state];
    return (
      <Page key={state} title={title} icon={state === "noCode" ? <InfoIcon /> : <WarningIcon />}>
        <p class="lead">{text}</p>
      </Page>
    );
  }
  return (
    <Page key="request" title={scan.title}>
      <Request request={state} form="tick" onAnswered={setState} onGone={() => setState("closed")} />
    </Page>
  );
}
