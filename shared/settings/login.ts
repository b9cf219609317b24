import * as z from "zod/mini";
import { loginOrders } from "../contract/schemas.ts";
import { int } from "./forms.ts";

/** How a login goes. */
export const login = z.prefault(
  z.strictObject({
    lifetimeMinutes: int(5, 60, 30, "How long a login may take from start to end."),
    order: z._default(
      z
        .enum(loginOrders)
        .check(
          z.describe(
            "`password_first`; `together`: the identifier, then password and code in one submission; `approval_first`: the identifier, the second factor, and the password last.",
          ),
        ),
      "password_first",
    ),
    passwordAlone: z._default(
      z
        .boolean()
        .check(
          z.describe(
            "`together`, `approval_first`: whether the password may also be proved by itself, before the second factor. Left at `false`, that is possible only while strangers have used up what may be sent or tried before a password.",
          ),
        ),
      false,
    ),
  }),
  {},
);
