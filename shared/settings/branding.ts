import * as z from "zod/mini";

const colour = (description: string) =>
  z.optional(
    z.string().check(z.regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as "#1d5fb8"'), z.describe(description)),
  );
const file = (description: string) =>
  z.optional(
    z
      .string()
      .check(
        z.maxLength(200, "must be at most 200 characters"),
        z.regex(
          /^(?!\/)(?!.*\.\.)[\w./-]+\.(?:svg|png)$/,
          'must be a file beside cdk.json such as "brand/logo.svg", SVG or PNG',
        ),
        z.describe(description),
      ),
  );

/** How the pages look. */
export const branding = z.prefault(
  z.strictObject({
    accent: colour(
      "Colour of buttons and marks, with white words on it: a contrast of 4.5:1 or more with white (WCAG 2.2, 1.4.3).",
    ),
    accentDark: colour(
      "The same on dark pages, with dark words on it: a contrast of 4.5:1 or more with the page. Set with `branding.accent`.",
    ),
    logo: file(
      "Logo before the service's name: an SVG or PNG beside `cdk.json`, of 64 KiB at most and no wider than 8 times its height. It becomes a file of the pages.",
    ),
    logoDark: file("Logo on dark pages. Left out: `branding.logo`."),
  }),
  {},
);
