import * as z from "zod/mini";
import { int } from "./forms.ts";
import { login } from "./login.ts";
import { passwordVerifier } from "./password-verifier.ts";

/** How long things live, and how often they may be tried. */
export const limits = {
  login,
  codes: z.prefault(
    z.strictObject({
      lifetimeSeconds: int(
        60,
        600,
        300,
        "How long a code sent by message works (NIST SP 800-63B-4 3.1.3.2: 10 min at most).",
      ),
    }),
    {},
  ),
  attempts: z.prefault(
    z.strictObject({
      perLogin: int(1, 10, 5, "Wrong codes in one login, over all its challenges; then it is locked."),
      perSubjectHour: int(5, 100, 15, "Wrong second factors per subject in an hour, over all logins and methods."),
      beforePasswordPerSubjectHour: int(
        1,
        100,
        10,
        "`approval_first`: wrong second factors per subject in an hour in logins whose password nobody has proved.",
      ),
      inARow: int(
        10,
        100,
        50,
        "Wrong codes in a row that disable an authenticator (NIST SP 800-63B-4 3.2.2: 100 at most).",
      ),
    }),
    {},
  ),
  audit: z.prefault(
    z.strictObject({
      keptDays: int(90, 3650, 400, "How long it is kept what happened to an account."),
      shownDays: int(7, 90, 90, "How much of that its owner is shown."),
    }),
    {},
  ),
  password: z.prefault(
    z.strictObject({
      minLength: int(8, 64, 8, "Characters that a new password needs at the least (NIST SP 800-63B-4 3.1.1.2)."),
      resetsPerHour: int(1, 20, 5, "Mails for a new password per account in an hour."),
      freeAttempts: int(1, 20, 5, "Wrong passwords per identifier and source before waiting begins."),
      firstWaitSeconds: int(1, 60, 1, "The first wait; it doubles with each further wrong password."),
      longestWaitSeconds: int(60, 3600, 900, "The longest wait."),
      leastMilliseconds: int(
        0,
        3000,
        0,
        "What checking a password takes at the least. While imported hashes wait for their first login, more than their slowest check: else its time tells that there is such an account.",
      ),
      verifier: z.optional(passwordVerifier),
    }),
    {},
  ),
  sources: z.prefault(
    z.strictObject({
      startsPerMinute: int(1, 10000, 30, "Logins started per /24 or /64 in a minute."),
      sendsPerTenMinutes: int(1, 10000, 100, "Codes asked for per /24 or /64 in 10 min, over all channels."),
      sendsBeforePasswordPerTenMinutes: int(1, 10000, 30, "Those of them in logins whose password nobody has proved."),
      resetsPerHour: int(1, 10000, 30, "Mails for a new password asked for per /24 or /64 in an hour."),
      failuresPerHour: int(1, 100000, 100, "Wrong passwords and codes per /24 or /64 in an hour."),
    }),
    {},
  ),
} as const;
