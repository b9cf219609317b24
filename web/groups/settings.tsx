import { ActivityPage } from "../pages/activity.tsx";
import { AddMethodPage } from "../pages/add-method.tsx";
import { AppPage } from "../pages/app.tsx";
import { ApprovalsPage } from "../pages/approvals.tsx";
import { BackupCodesPage } from "../pages/backup-codes.tsx";
import { ChangePage } from "../pages/change.tsx";
import { ChangePasswordPage } from "../pages/change-password.tsx";
import { EditBrowserPage } from "../pages/edit-browser.tsx";
import { EditMethodPage } from "../pages/edit-method.tsx";
import { MethodsPage } from "../pages/methods.tsx";
import { OwnDataPage } from "../pages/own-data.tsx";
import { PairPage } from "../pages/pair.tsx";
import { PrintPage } from "../pages/print.tsx";
import { SettingsPage } from "../pages/settings.tsx";
import { SwitchPage } from "../pages/switch.tsx";
import { TrustedBrowsersPage } from "../pages/trusted-browsers.tsx";
import { OwnAccount } from "../parts/own-account.tsx";
import type { Flow } from "../state/flow.ts";
import { isSettingsPage, type SettingsPage as SettingsPageName } from "../state/routes.ts";

const pages = {
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
  ownData: OwnDataPage,
} as const satisfies { readonly [P in SettingsPageName]: () => unknown };

/** The pages of whoever is signed in. */
export function SettingsPages({ page }: Flow) {
  if (!isSettingsPage(page)) return null;
  const Current = pages[page];
  return (
    <OwnAccount>
      <Current key={page} />
    </OwnAccount>
  );
}
