import type { SettingsInput } from "../settings.ts";

/** The password, then six digits of an authenticator app, with backup codes that are shown once. */
export const authenticatorApp = {
  login: { order: "password_first" },
  links: { sms: "off", email: "off" },
  approvals: { qr: false },
  methods: { enrollable: ["totp"] },
  trust: { nameRequired: false, defaultChecked: false },
  backupCodes: { mayReveal: false },
  selfDisable: true,
} as const satisfies SettingsInput;
