import type * as z from "zod/mini";
import type { ApprovalFacts } from "../contract/schemas.ts";
import { toRfc3339 } from "../domain/duration.ts";
import type { Challenge, Login } from "../domain/login.ts";

/** What is shown of a login before anybody decides on it: nothing that tells whose it is. */
export const factsOf = (login: Login, challenge: Challenge): z.infer<typeof ApprovalFacts> => ({
  // What is proved for a recovery is a code: nobody is asked to approve it.
  purpose: login.purpose === "sign_in" ? "sign_in" : "step_up",
  from: login.from,
  startedAt: toRfc3339(login.createdAt),
  reference: challenge.reference,
  asksMatchNumber: challenge.approval?.asksMatch ?? false,
  expiresAt: toRfc3339(challenge.expiresAt),
});
