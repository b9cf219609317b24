import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useFlow } from "../state/flow.ts";
import { type BackupCodes, OwnContext, type Saved, type StepUpWanted } from "../state/own.ts";
import { StepUp } from "./step-up.tsx";

interface Asked {
  readonly wanted: StepUpWanted;
  readonly settle: (isProved: boolean) => void;
}

/**
 * What the settings' pages share. While a second factor is asked for, the page that wants it is hidden and not gone, so
 * that all that was entered is still there.
 */
export function OwnAccount({ children }: { readonly children: ComponentChildren }) {
  const { page, path } = useFlow();
  const [asked, setAsked] = useState<Asked>();
  const codes = useRef<BackupCodes>(null);
  const saved = useRef<Saved>(null);
  const [own] = useState({
    codes,
    saved,
    prove: (wanted: StepUpWanted) => new Promise<boolean>((settle) => setAsked({ wanted, settle })),
  });
  const settle = (isProved: boolean) => {
    asked?.settle(isProved);
    setAsked(undefined);
  };
  // Whoever goes elsewhere has given it up.
  useEffect(() => settle(false), [path]);
  useEffect(() => {
    if (page !== "backupCodes" && page !== "print") codes.current = null;
  }, [page]);

  return (
    <OwnContext.Provider value={own}>
      <div class="page" hidden={asked !== undefined}>
        {children}
      </div>
      {asked && <StepUp wanted={asked.wanted} onSettled={settle} />}
    </OwnContext.Provider>
  );
}
