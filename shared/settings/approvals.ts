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
      smsPrefixes: z._default(
        z
          .array(
            z.string().check(z.regex(/^\+[1-9]\d{0,14}$/, 'must be beginnings of numbers such as "+8190" or "+81"')),
          )
          .check(
            z.maxLength(500, "must be at most 500 beginnings"),
            z.describe(
              "Numbers that a one-time URL may be sent to, by how they begin, up to whole numbers; the others are offered codes. None named: all.",
            ),
          ),
        [],
      ),
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
      codesFrom: z._default(
        z
          .array(z.string().check(z.minLength(1, "must not be empty")))
          .check(
            z.maxLength(50, "must be at most 50 names"),
            z.describe(
              "Browsers and systems, by the names that the pages show, such as `iOS` or `Samsung Internet for Android`: a login that begins there is offered codes, and no app is asked.",
            ),
          ),
        [],
      ),
      codesOnRisk: z._default(
        z
          .boolean()
          .check(
            z.describe(
              "Whether a sign-in that looks risky is asked for a code where an app could be asked, once its password is right.",
            ),
          ),
        false,
      ),
      lifetimeMinutes: int(
        1,
        10,
        2,
        "How long somebody signed in elsewhere has to answer a request of the app or a QR code, in minutes.",
      ),
      requestsPerTenMinutes: int(1, 10, 3, "Requests to an account's apps in 10 min, over all logins."),
    }),
    {},
  ),
} as const;
