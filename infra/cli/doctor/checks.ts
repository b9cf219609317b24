import type { Checks } from "./check.ts";
import { checkCredentials } from "./credentials.ts";
import { mailChecks } from "./mail.ts";
import { smsChecks } from "./sms.ts";
import { voiceChecks } from "./voice.ts";

/** Everything that messages need on AWS. */
export const checks = {
  credentials: { title: "Credentials", actions: ["ses:GetSendQuota"], run: checkCredentials },
  ...smsChecks,
  ...mailChecks,
  ...voiceChecks,
} as const satisfies Checks;
