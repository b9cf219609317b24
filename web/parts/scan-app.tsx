import { useFullLanguage } from "../state/locale.ts";
import { inGroups, isPhone, pictureOf } from "../state/otpauth.ts";
import type { AddedAuthenticator } from "../state/own.ts";
import { paths } from "../state/routes.ts";
import { Button } from "./button.tsx";
import { CopyLine } from "./copy-line.tsx";
import { LeaveAdding } from "./leave-adding.tsx";
import { Page } from "./page.tsx";

interface ScanAppProps {
  readonly app: NonNullable<AddedAuthenticator["totp"]>;
  readonly onScanned: () => void;
}

/** What the app needs, shown this once: a QR code, a button where the app is on this device, and the key for typing. */
export function ScanApp({ app, onScanned }: ScanAppProps) {
  const { words } = useFullLanguage();
  const own = words.settings.app;
  return (
    <Page title={own.scanTitle}>
      <p class="lead">{own.scan}</p>
      <img class="qr" src={pictureOf(app.qrSvg)} alt={own.qr} width="240" height="240" />
      {isPhone() && (
        <a class="button button-secondary" href={app.uri}>
          {own.open}
        </a>
      )}
      <details class="by-hand">
        <summary>{own.cannotScan}</summary>
        <p>{own.byHand}</p>
        <dl>
          <CopyLine name={own.account} shown={app.account} text={app.account} label={own.copyAccount} />
          <CopyLine name={own.key} shown={inGroups(app.key)} text={app.key} label={own.copyKey} />
        </dl>
        <p>{own.backUp}</p>
      </details>
      <p class="keep-open">{own.keepKey}</p>
      <p class="keep-open">{own.screensDiffer}</p>
      <Button text={own.toCode} onClick={onScanned} />
      <LeaveAdding to={paths.settings} />
    </Page>
  );
}
