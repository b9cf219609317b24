import type { SettingsInput } from "../settings.ts";

/** An app, a URL by mail, SMS or a call, as the person likes; a trust period, and backup codes that show again. */
export const manyChannels = {
  login: { order: "password_first" },
  links: { sms: "off", email: "continue", emailLifetimeMinutes: 30 },
  approvals: { qr: false },
  trust: { nameRequired: false, defaultChecked: false },
  backupCodes: { mayReveal: true },
  selfDisable: true,
} as const satisfies SettingsInput;
