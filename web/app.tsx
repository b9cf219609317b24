import { AboutPage } from "./pages/about.tsx";
import { ActivityPage } from "./pages/activity.tsx";
import { AddMethodPage } from "./pages/add-method.tsx";
import { AppPage } from "./pages/app.tsx";
import { ApprovalsPage } from "./pages/approvals.tsx";
import { BackupCodesPage } from "./pages/backup-codes.tsx";
import { ChangePage } from "./pages/change.tsx";
import { ChangePasswordPage } from "./pages/change-password.tsx";
import { CodePage } from "./pages/code.tsx";
import { CompletePage } from "./pages/complete.tsx";
import { ContinuePage } from "./pages/continue.tsx";
import { EditBrowserPage } from "./pages/edit-browser.tsx";
import { EditMethodPage } from "./pages/edit-method.tsx";
import { EndedPage } from "./pages/ended.tsx";
import { ForgottenPasswordPage } from "./pages/forgotten-password.tsx";
import { HelpIndexPage, HelpPage, TopicPage } from "./pages/help.tsx";
import { LinkPage } from "./pages/link.tsx";
import { LoginPage } from "./pages/login.tsx";
import { MethodPage } from "./pages/method.tsx";
import { MethodsPage } from "./pages/methods.tsx";
import { NoSmsPage } from "./pages/no-sms.tsx";
import { NotFoundPage } from "./pages/not-found.tsx";
import { NotMePage } from "./pages/not-me.tsx";
import { PairPage } from "./pages/pair.tsx";
import { PasswordPage } from "./pages/password.tsx";
import { PrintPage } from "./pages/print.tsx";
import { ResetPasswordPage } from "./pages/reset-password.tsx";
import { ReturnPage } from "./pages/return.tsx";
import { ScanPage } from "./pages/scan.tsx";
import { SettingsPage } from "./pages/settings.tsx";
import { SwitchPage } from "./pages/switch.tsx";
import { TrustedBrowsersPage } from "./pages/trusted-browsers.tsx";
import { WaitPage } from "./pages/wait.tsx";
import { WaitApprovalPage } from "./pages/wait-approval.tsx";
import { Announcer } from "./parts/announcer.tsx";
import { Frame } from "./parts/frame.tsx";
import { OwnAccount } from "./parts/own-account.tsx";
import { type Flow, FlowContext, useFlowState } from "./state/flow.ts";
import { isTogether } from "./state/held-login.ts";
import { LanguageContext, useLanguage, useLanguageState } from "./state/locale.ts";
import { useRefreshing } from "./state/refreshing.ts";
import { endingOf, isSettingsPage, isTopic, type SettingsPage as SettingsPageName } from "./state/routes.ts";

export function App() {
  const language = useLanguageState();
  const flow = useFlowState();
  useRefreshing(flow);
  return (
    <LanguageContext.Provider value={language}>
      <FlowContext.Provider value={flow}>
        <Announcer>
          <Frame>
            <OwnAccount>
              <CurrentPage {...flow} key={flow.page} />
            </OwnAccount>
          </Frame>
        </Announcer>
      </FlowContext.Provider>
    </LanguageContext.Provider>
  );
}

const settingsPages = {
  settings: SettingsPage,
  change: ChangePage,
  changePassword: ChangePasswordPage,
  switch: SwitchPage,
  setUpApp: AppPage,
  methods: MethodsPage,
  addMethod: AddMethodPage,
  editMethod: EditMethodPage,
  activity: ActivityPage,
  browsers: TrustedBrowsersPage,
  editBrowser: EditBrowserPage,
  pair: PairPage,
  approvals: ApprovalsPage,
  backupCodes: BackupCodesPage,
  print: PrintPage,
} as const satisfies { readonly [P in SettingsPageName]: () => unknown };

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
  if (page === "forgottenPassword") return <ForgottenPasswordPage />;
  if (page === "resetPassword") return <ResetPasswordPage />;
  if (page === "notMe") return <NotMePage />;
  if (page === "continue") return <ContinuePage />;
  if (page === "complete" && held?.login.isDelegated) return <ReturnPage held={held} />;
  if (page === "complete" && held) return <CompletePage held={held} />;
  if (page === "help") return <HelpPage />;
  if (page === "helpIndex") return <HelpIndexPage />;
  if (page === "about") return <AboutPage />;
  if (isSettingsPage(page)) {
    const Own = settingsPages[page];
    return <Own />;
  }
  if (isTopic(page)) return <TopicPage topic={page} />;
  if (page === "ended") return <EndedPage ending={endingOf(path.split("?")[1] ?? "")} />;
  return page === "login" ? <LoginPage /> : <NotFoundPage />;
}
