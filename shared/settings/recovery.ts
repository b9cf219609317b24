import * as z from "zod/mini";
import { int } from "./forms.ts";

/** How somebody who has lost the second factor comes back. */
export const recovery = {
  recovery: z.prefault(
    z.strictObject({
      by: z._default(
        z
          .enum(["person", "operator"])
          .check(
            z.describe(
              "Who begins a recovery: `person`, with proofs of what is registered, besides the operator's people; `operator`: they alone.",
            ),
          ),
        "person",
      ),
      waitHours: int(
        1,
        168,
        24,
        "How long a person's recovery waits that stands on one proof. Every address can stop it meanwhile.",
      ),
      grantHours: int(1, 168, 72, "How long the account can then be enrolled anew."),
    }),
    {},
  ),
};
