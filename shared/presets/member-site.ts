import type { SettingsInput } from "../settings.ts";

/** Codes that are bound to the screen; methods are changed by the old one, and nobody switches off or recovers by themselves. */
export const memberSite = {
  login: { order: "password_first" },
  links: { sms: "off", email: "off" },
  approvals: { qr: false },
  trust: { nameRequired: false, defaultChecked: false },
  backupCodes: { mayReveal: false, mayReplace: false },
  selfDisable: false,
  recovery: { by: "operator" },
} as const satisfies SettingsInput;
