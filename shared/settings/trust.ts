import * as z from "zod/mini";
import { trustDays } from "../contract/schemas.ts";
import { int } from "./forms.ts";

const days = (fallback: (typeof trustDays)[number], description: string) =>
  z._default(z.literal(trustDays).check(z.describe(description)), fallback);

/** Browsers on which the second step is skipped. */
export const trust = z.prefault(
  z.strictObject({
    days: days(
      30,
      "Days that a new account's browsers are trusted for, until its owner chooses; `trust.mostDays` at most. Accounts that are there keep what they have.",
    ),
    mostDays: days(
      90,
      "The most days that people may choose. Browsers that were trusted for longer end by it too. 0: no browser is trusted, whatever accounts say.",
    ),
    perAccount: int(
      1,
      50,
      20,
      "Browsers that an account may trust at a time. One more, and those that were not used for the longest time go.",
    ),
    nameRequired: z._default(
      z.boolean().check(z.describe("Whether people have to name a browser that they trust.")),
      false,
    ),
    defaultChecked: z._default(
      z.boolean().check(z.describe("Whether the box that trusts a browser is ticked at first.")),
      false,
    ),
  }),
  {},
);
