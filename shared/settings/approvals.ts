import * as z from "zod/mini";
import { int } from "./forms.ts";

const mode = (description: string) =>
  z._default(
    z
      .enum(["off", "approve", "continue"])
      .check(
        z.describe(
          `${description} · \`off\`: it is not offered · \`approve\`: another device allows the login, which goes on where it began · \`continue\`: the login goes on in the tab that opens the URL, in the browser where it began.`,
        ),
      ),
    "off",
  );

/** What other devices decide, and how one-time URLs work. */
export const approvals = {
  links: z.prefault(
    z.strictObject({
      sms: mode("What a one-time URL by SMS does"),
      email: mode("What a one-time URL by mail does"),
      smsLifetimeMinutes: int(1, 30, 10, "How long a one-time URL by SMS works."),
      emailLifetimeMinutes: int(1, 60, 30, "How long a one-time URL by mail works."),
    }),
    {},
  ),
  approvals: z.prefault(
    z.strictObject({
      matchNumber: z._default(
        z
          .boolean()
          .check(z.describe("Whether approving on another device takes the two digits that the first screen shows.")),
        true,
      ),
      qr: z._default(
        z
          .boolean()
          .check(
            z.describe("Whether a login can be approved by a QR code, scanned where the person is signed in already."),
          ),
        false,
      ),
      requestsPerTenMinutes: int(1, 10, 3, "Requests to an account's apps in 10 min, over all logins."),
    }),
    {},
  ),
} as const;
