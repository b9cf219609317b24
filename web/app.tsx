import { AboutPage } from "./pages/about.tsx";
import { CodePage } from "./pages/code.tsx";
import { CompletePage } from "./pages/complete.tsx";
import { EndedPage } from "./pages/ended.tsx";
import { HelpIndexPage, HelpPage, TopicPage } from "./pages/help.tsx";
import { LoginPage } from "./pages/login.tsx";
import { MethodPage } from "./pages/method.tsx";
import { NotFoundPage } from "./pages/not-found.tsx";
import { Announcer } from "./parts/announcer.tsx";
import { Frame } from "./parts/frame.tsx";
import { type Flow, FlowContext, useFlowState } from "./state/flow.ts";
import { LanguageContext, useLanguageState } from "./state/locale.ts";
import { useRefreshing } from "./state/refreshing.ts";
import { endingOf, isTopic } from "./state/routes.ts";

export function App() {
  const language = useLanguageState();
  const flow = useFlowState();
  useRefreshing(flow);
  return (
    <LanguageContext.Provider value={language}>
      <FlowContext.Provider value={flow}>
        <Announcer>
          <Frame>
            <CurrentPage {...flow} key={flow.page} />
          </Frame>
        </Announcer>
      </FlowContext.Provider>
    </LanguageContext.Provider>
  );
}

/** `resolve` has checked already that the pages of a login have one. */
function CurrentPage({ page, path, held }: Flow) {
  const challenge = held?.login.challenge;
  if (page === "method" && held) return <MethodPage held={held} />;
  if (page === "code" && held && challenge) {
    return <CodePage held={held} challenge={challenge} key={challenge.methodId} />;
  }
  if (page === "complete" && held) return <CompletePage held={held} />;
  if (page === "help") return <HelpPage />;
  if (page === "helpIndex") return <HelpIndexPage />;
  if (page === "about") return <AboutPage />;
  if (isTopic(page)) return <TopicPage topic={page} />;
  if (page === "ended") return <EndedPage ending={endingOf(path.split("?")[1] ?? "")} />;
  return page === "login" ? <LoginPage /> : <NotFoundPage />;
}
