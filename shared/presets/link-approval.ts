import type { SettingsInput } from "../settings.ts";

/**
 * A one-time URL by SMS allows the login from the phone; a QR code where none arrives; codes as the other way.
 * Which numbers are sent one is the operator's: `links.smsPrefixes`.
 */
export const linkApproval = {
  login: { order: "password_first" },
  methods: { first: ["sms_link"] },
  links: { sms: "approve", email: "off" },
  approvals: { matchNumber: true, qr: true },
  trust: { nameRequired: false, defaultChecked: false },
  backupCodes: { mayReveal: false },
  selfDisable: true,
} as const satisfies SettingsInput;
