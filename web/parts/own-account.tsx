import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { CoveredContext } from "../state/covered.ts";
import { useFlow } from "../state/flow.ts";
import { loadStepUp, type StepUpWanted, type StoredLogin } from "../state/held-login.ts";
import { useFullLanguage } from "../state/locale.ts";
import { type BackupCodes, OwnContext, type Saved } from "../state/own.ts";
import { useAnnounce } from "./announcer.tsx";
import { Notice } from "./notice.tsx";
import { StepUp } from "./step-up.tsx";

interface Asked {
  readonly wanted: StepUpWanted;
  /** Its login, where it was begun before a reload. */
  readonly kept?: StoredLogin;
  readonly settle: (isProved: boolean) => void;
}

/**
 * What the settings' pages share. While a second factor is asked for, the page that wants it is hidden and not gone, so
 * that all that was entered is still there. After a reload it is asked for still, and the person then goes on by hand.
 */
export function OwnAccount({ children }: { readonly children: ComponentChildren }) {
  const { page, path } = useFlow();
  const { settings } = useFullLanguage().words;
  const announce = useAnnounce();
  const [isProvedAlone, setProvedAlone] = useState(false);
  const [asked, setAsked] = useState<Asked | undefined>(() => {
    const kept = loadStepUp(sessionStorage, path);
    return kept && { wanted: kept.wanted, kept: kept.held, settle: setProvedAlone };
  });
  const codes = useRef<BackupCodes>(null);
  const saved = useRef<Saved>(null);
  const [own] = useState({
    codes,
    saved,
    prove: (wanted: StepUpWanted) =>
      new Promise<boolean>((settle) => {
        setProvedAlone(false);
        setAsked({ wanted, settle });
      }),
  });
  const settle = (isProved: boolean) => {
    asked?.settle(isProved);
    setAsked(undefined);
  };
  // Whoever goes elsewhere has given it up.
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    settle(false);
    setProvedAlone(false);
  }, [path]);
  useEffect(() => {
    if (page !== "backupCodes" && page !== "print") codes.current = null;
  }, [page]);
  useEffect(() => {
    if (isProvedAlone) announce(settings.stepUp.goOn);
  }, [isProvedAlone]);

  return (
    <OwnContext.Provider value={own}>
      <CoveredContext.Provider value={asked !== undefined}>
        <div class="page" hidden={asked !== undefined}>
          {isProvedAlone && (
            <Notice kind="info">
              <p>{settings.stepUp.goOn}</p>
            </Notice>
          )}
          {children}
        </div>
      </CoveredContext.Provider>
      {asked && <StepUp wanted={asked.wanted} kept={asked.kept} onSettled={settle} />}
    </OwnContext.Provider>
  );
}
