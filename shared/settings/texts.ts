import * as z from "zod/mini";

/** The operator's own words, a line of them: no control characters, which could reorder or break what stands around. */
const line = (most: number) =>
  z
    .string()
    .check(
      z.minLength(1, "must not be empty"),
      z.maxLength(most, `must be at most ${most} characters`),
      z.regex(/^\P{C}*$/u, "must not hold line breaks or other control characters"),
    );
const words = (most: number) => z.strictObject({ ja: line(most), en: line(most) });
export const page = z
  .string()
  .check(
    z.maxLength(200, "must be at most 200 characters"),
    z.regex(
      /^https:\/\/[a-z0-9.-]+(?:\/[^\s"'<>\\]*)?$/,
      'must be an address such as "https://www.example.jp/support"',
    ),
  );

/** Name of the service on the pages. */
export const serviceName = z.optional(
  words(40).check(
    z.describe('Name of the service on the pages, `{"ja": "…", "en": "…"}`. Left out: `service.shortName`.'),
  ),
);

/** What things are called. */
export const texts = z.prefault(
  z.strictObject({
    codeWord: z._default(
      z
        .enum(["verification_code", "security_code"])
        .check(
          z.describe(
            "What pages and messages call the code: 認証コード (verification code) or セキュリティコード (security code).",
          ),
        ),
      "verification_code",
    ),
  }),
  {},
);

/** Where people ask when they cannot help themselves. */
export const support = z.prefault(
  z.strictObject({
    phone: z.optional(
      z
        .strictObject({
          number: z.string().check(z.regex(/^\+?[0-9][0-9-]{2,18}[0-9]$/, 'must be a number such as "0120-000-123"')),
          hours: words(100),
        })
        .check(
          z.describe(
            'Number that help pages tell, and when somebody answers: `{"number": "…", "hours": {"ja": "…", "en": "…"}}`. A way that is left out is not spoken of.',
          ),
        ),
    ),
    web: z.optional(page.check(z.describe("Page for questions; help and the first page link it."))),
    app: z.optional(words(200).check(z.describe("How support is reached in the operator's app."))),
    memberMenu: z.optional(
      page.check(z.describe("Page that people go on to once they are signed in; the last page of a sign-in links it.")),
    ),
    forgottenPassword: z.optional(page.check(z.describe("Page for a forgotten password; the first page links it."))),
  }),
  {},
);

const common = ["Google Authenticator", "Microsoft Authenticator"];

/** Authenticator apps to name to people. */
export const apps = z._default(
  z
    .array(
      z.strictObject({
        system: line(20),
        names: z
          .array(line(40))
          .check(z.minLength(1, "needs one app at least"), z.maxLength(8, "must be at most 8 apps")),
      }),
    )
    .check(
      z.minLength(1, "needs one system at least"),
      z.maxLength(6, "must be at most 6 systems"),
      z.describe("Authenticator apps that the pages name, by system. Any app of RFC 6238 works."),
    ),
  [
    { system: "iOS", names: common },
    { system: "Android", names: common },
  ],
);
