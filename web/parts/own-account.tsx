import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { StepUpAction } from "../../shared/contract/schemas.ts";
import { useFlow } from "../state/flow.ts";
import { type BackupCodes, OwnContext, type Saved } from "../state/own.ts";
import { StepUp } from "./step-up.tsx";

interface Asked {
  readonly action: StepUpAction;
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
    prove: (action: StepUpAction) => new Promise<boolean>((settle) => setAsked({ action, settle })),
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
      {asked && <StepUp action={asked.action} onSettled={settle} />}
    </OwnContext.Provider>
  );
}
