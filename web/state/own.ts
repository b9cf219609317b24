import { createContext, type RefObject } from "preact";
import { useContext } from "preact/hooks";
import type { Client } from "../../shared/contract/client.ts";
import type { AllMessages } from "../messages/index.ts";
import type { StepUpWanted } from "./held-login.ts";

export type Settings = Awaited<ReturnType<Client["getSettings"]>>;
export type Authenticator = Awaited<ReturnType<Client["listAuthenticators"]>>["authenticators"][number];
export type AddedAuthenticator = Awaited<ReturnType<Client["addAuthenticator"]>>;
export type CodesState = Awaited<ReturnType<Client["getBackupCodes"]>>;
export type BackupCodes = Awaited<ReturnType<Client["makeBackupCodes"]>>;
/** What has just been done, for the page that comes next to say. */
export type Saved = keyof AllMessages["settings"]["saved"];

/** What the settings' pages have in common. In memory only. */
interface Own {
  /** Lets the person prove a second factor anew, and says whether that was done. */
  readonly prove: (wanted: StepUpWanted) => Promise<boolean>;
  readonly saved: RefObject<Saved | null>;
  /** Shown, and forgotten with the pages of backup codes. */
  readonly codes: RefObject<BackupCodes | null>;
}

export const OwnContext = createContext<Own | undefined>(undefined);

export function useOwn(): Own {
  const own = useContext(OwnContext);
  if (own === undefined) throw new Error("outside the provider of what is one's own");
  return own;
}
