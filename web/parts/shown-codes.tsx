import { service } from "../service.ts";
import { useFullLanguage } from "../state/locale.ts";
import type { BackupCodes } from "../state/own.ts";
import { paths } from "../state/routes.ts";
import { saveFile } from "../state/save-file.ts";
import { inHalves, sheetText } from "../state/sheet.ts";
import { Button } from "./button.tsx";
import { Link } from "./link.tsx";
import { Notice } from "./notice.tsx";
import { Page } from "./page.tsx";

interface ShownCodesProps {
  readonly shown: BackupCodes;
  /** Whether the service shows them again. */
  readonly canReveal: boolean;
  readonly onDone: () => void;
}

/** The codes, and the two ways to keep them. */
export function ShownCodes({ shown, canReveal, onDone }: ShownCodesProps) {
  const { locale, words } = useFullLanguage();
  const { codes: own, print } = words.settings;
  const name = service.name[locale];
  const save = () => saveFile(print.file(name), sheetText(shown, name, locale, words), "text/plain");
  return (
    <Page title={own.shownTitle}>
      <p class="lead">{own.shownLead}</p>
      <CodeList shown={shown} />
      <Notice kind="warning">
        <p>{own.secret}</p>
        {!canReveal && <p>{own.neverAgain}</p>}
      </Notice>
      <Link class="button button-primary" to={paths.print}>
        {own.print}
      </Link>
      <Button kind="secondary" text={own.download} describedBy="download-warning" onClick={save} />
      <p class="keep-open" id="download-warning">
        {own.downloadWarning}
      </p>
      <Button kind="secondary" text={own.done} onClick={onDone} />
    </Page>
  );
}

/** Two columns of five, each with a box to tick; those that were used are ticked. */
export function CodeList({ shown }: { readonly shown: BackupCodes }) {
  const { codes: own } = useFullLanguage().words.settings;
  return (
    <ol class="codes">
      {shown.codes.map(({ code, used }) => (
        <li key={code}>
          <span class={used ? "tick-box is-ticked" : "tick-box"} aria-hidden="true" />
          <span class={used ? "code-used" : ""}>{inHalves(code)}</span>
          {used && <span class="hint">{own.used}</span>}
        </li>
      ))}
    </ol>
  );
}
