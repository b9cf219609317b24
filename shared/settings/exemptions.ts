import * as z from "zod/mini";

const words = (description: string) =>
  z
    .string()
    .check(
      z.minLength(1, "must not be empty"),
      z.maxLength(200, "must be at most 200 characters"),
      z.describe(description),
    );

/** What lets a sign-in do without a second factor that would be due. */
export const exemptionRules = ["strong_first_factor", "automatic_login", "client"] as const;

const Exemption = z
  .strictObject({
    rule: z
      .enum(exemptionRules)
      .check(
        z.describe(
          "`strong_first_factor`: a backend vouches for a first factor such as a passkey · `automatic_login`: a backend vouches for an app that was signed in · `client`: the sign-in is for that client.",
        ),
      ),
    clientId: z.optional(
      z.string().check(z.describe("`client`: which; with another rule it holds for that client alone.")),
    ),
    owner: words("Who answers for it."),
    reason: words("Why it is right."),
    until: z.iso.date('must be a day such as "2027-03-31"').check(z.describe("The last day on which it holds (UTC).")),
  })
  .check(
    z.refine(({ rule, clientId }) => rule !== "client" || clientId !== undefined, {
      path: ["clientId"],
      message: "must be set for the rule client",
    }),
  );

export const exemptions = {
  exemptions: z._default(
    z
      .array(Exemption)
      .check(
        z.maxLength(100, "must be at most 100 exemptions"),
        z.describe(
          "Sign-ins that need no second factor, each with an owner, a reason and an end; each use is audited.",
        ),
      ),
    [],
  ),
} as const;
