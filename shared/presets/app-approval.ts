import type { SettingsInput } from "../settings.ts";

/**
 * The identifier first, then password and code on one page, or approval in an app; browsers are trusted by name.
 * Where no app is asked, and who needs no second step, is the operator's: `approvals.codesFrom`, `exemptions`.
 */
export const appApproval = {
  login: { order: "together", passwordAlone: false },
  links: { sms: "off", email: "off" },
  approvals: { codesOnRisk: true, matchNumber: true, qr: false },
  texts: { codeWord: "security_code" },
  trust: { nameRequired: true, defaultChecked: true },
  backupCodes: { mayReveal: false },
  selfDisable: true,
} as const satisfies SettingsInput;
