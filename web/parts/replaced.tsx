import { useFullLanguage } from "../state/locale.ts";
import type { Authenticator } from "../state/own.ts";
import { authenticatorName } from "../state/settings-words.ts";
import { Facts } from "./facts.tsx";

interface ReplacedProps {
  readonly authenticators: readonly Authenticator[];
  /** The id of one of them. */
  readonly replaces: string | undefined;
  readonly note?: string;
}

/** The method that another is to take the place of. */
export function Replaced({ authenticators, replaces, note }: ReplacedProps) {
  const { words } = useFullLanguage();
  const old = authenticators.find(({ authenticatorId }) => authenticatorId === replaces);
  if (old === undefined) return null;
  return <Facts facts={[{ name: words.settings.add.replaced, value: authenticatorName(old, words), note }]} />;
}
