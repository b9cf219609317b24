import type { FunctionComponent } from "preact";
import { service } from "../service.ts";
import type { Flow } from "../state/flow.ts";
import { isSettingsPage, isTopic, type PageName } from "../state/routes.ts";

/**
 * Pages beside those of a login. Each group is a file of its own, loaded when somebody goes to one of its pages, so
 * that a sign-in waits for nothing that it does not show.
 */
const files = {
  settings: async () => (await import("./settings.tsx")).SettingsPages,
  help: async () => (await import("./help.tsx")).HelpPages,
  recovery: async () => (await import("./recovery.tsx")).RecoveryPages,
} as const satisfies Readonly<Record<string, () => Promise<FunctionComponent<Flow>>>>;

export type Group = keyof typeof files;

const loaded = new Map<Group, FunctionComponent<Flow>>();

/** Its pages, where they have been loaded. */
export const pagesOf = (group: Group): FunctionComponent<Flow> | undefined => loaded.get(group);

/** Says whether that worked. */
export async function loadGroup(group: Group): Promise<boolean> {
  try {
    loaded.set(group, await files[group]());
  } catch {
    // Offline, or of a deployment that is gone: the page says so.
  }
  return loaded.has(group);
}

/** None for the pages of a login, which come with the first file. */
export function groupOf(page: PageName): Group | undefined {
  if (page === "changePassword" && service.passwordsElsewhere !== undefined) return "recovery";
  if (isSettingsPage(page)) return "settings";
  if (isTopic(page)) return "help";
  switch (page) {
    case "help":
    case "helpIndex":
    case "about":
      return "help";
    case "forgottenPassword":
    case "resetPassword":
    case "notMe":
    case "stopRecovery":
    case "recover":
    case "enrol":
      return "recovery";
    default:
      return undefined;
  }
}
