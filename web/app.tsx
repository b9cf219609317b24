import { groupOf } from "./groups/index.ts";
import { CodePage } from "./pages/code.tsx";
import { CompletePage } from "./pages/complete.tsx";
import { ContinuePage } from "./pages/continue.tsx";
import { EndedPage } from "./pages/ended.tsx";
import { LinkPage } from "./pages/link.tsx";
import { LoginPage } from "./pages/login.tsx";
import { MethodPage } from "./pages/method.tsx";
import { NoSmsPage } from "./pages/no-sms.tsx";
import { NotFoundPage } from "./pages/not-found.tsx";
import { PasswordPage } from "./pages/password.tsx";
import { ReturnPage } from "./pages/return.tsx";
import { ScanPage } from "./pages/scan.tsx";
import { WaitPage } from "./pages/wait.tsx";
import { WaitApprovalPage } from "./pages/wait-approval.tsx";
import { Announcer } from "./parts/announcer.tsx";
import { Frame } from "./parts/frame.tsx";
import { Later } from "./parts/later.tsx";
import { type Flow, FlowContext, useFlowState } from "./state/flow.ts";
import { isTogether } from "./state/held-login.ts";
import { LanguageContext, type Spoken, useLanguage, useLanguageState } from "./state/locale.ts";
import { useRefreshing } from "./state/refreshing.ts";
import { endingOf } from "./state/routes.ts";

export function App({ first }: { readonly first: Spoken }) {
  const language = useLanguageState(first);
  const flow = useFlowState();
  useRefreshing(flow);
  const group = groupOf(flow.page);
  return (
    <LanguageContext.Provider value={language}>
      <FlowContext.Provider value={flow}>
        <Announcer>
          <Frame>
            {group === undefined ? (
              <CurrentPage {...flow} key={flow.page} />
            ) : (
              <Later {...flow} group={group} key={group} />
            )}
          </Frame>
        </Announcer>
      </FlowContext.Provider>
    </LanguageContext.Provider>
  );
}

/** `resolve` has checked already that the pages of a login have one. */
function CurrentPage({ page, path, held }: Flow) {
  const { words } = useLanguage();
  const challenge = held?.login.challenge;
  const asks = challenge && words.byMethod[challenge.type].code;
  if (page === "method" && held) return <MethodPage held={held} />;
  if ((page === "code" || page === "backup") && held && challenge && asks) {
    return <CodePage held={held} challenge={challenge} asks={asks} key={`${challenge.methodId} ${isTogether(held)}`} />;
  }
  if (page === "wait" && held && challenge) {
    const Waiting = challenge.type === "app" || challenge.type === "qr" ? WaitApprovalPage : WaitPage;
    return <Waiting held={held} challenge={challenge} key={challenge.methodId} />;
  }
  if (page === "password" && held) return <PasswordPage held={held} />;
  if (page === "noSms" && held) return <NoSmsPage held={held} />;
  if (page === "scan") return <ScanPage />;
  if (page === "link") return <LinkPage />;
  if (page === "continue") return <ContinuePage />;
  if (page === "complete" && held?.login.isDelegated) return <ReturnPage held={held} />;
  if (page === "complete" && held) return <CompletePage held={held} />;
  if (page === "ended") return <EndedPage ending={endingOf(path.split("?")[1] ?? "")} />;
  return page === "login" ? <LoginPage /> : <NotFoundPage />;
}
