import type { OperationName } from "../../shared/contract/routes.ts";
import { adminWalks } from "./audit-walks/admin.ts";
import { approvalWalks } from "./audit-walks/approvals.ts";
import { authenticatorWalks } from "./audit-walks/authenticators.ts";
import { linkWalks } from "./audit-walks/links.ts";
import { loginWalks } from "./audit-walks/logins.ts";
import { metaWalks } from "./audit-walks/meta.ts";
import { passwordWalks } from "./audit-walks/passwords.ts";
import { recoveryWalks } from "./audit-walks/recovery.ts";
import { sessionWalks } from "./audit-walks/sessions.ts";
import { settingsWalks } from "./audit-walks/settings.ts";
import { trustedBrowserWalks } from "./audit-walks/trusted-browsers.ts";
import type { partOfLogin, reads, Walk } from "./audit-walks/walk.ts";

export type { Walk };

/** Every operation of the contract: what it leaves behind, or why nothing. One that is missing does not compile. */
export const walks = {
  ...loginWalks,
  ...linkWalks,
  ...recoveryWalks,
  ...sessionWalks,
  ...passwordWalks,
  ...settingsWalks,
  ...authenticatorWalks,
  ...approvalWalks,
  ...trustedBrowserWalks,
  ...metaWalks,
  ...adminWalks,
} as const satisfies { readonly [K in OperationName]: readonly Walk[] | typeof reads | typeof partOfLogin };
