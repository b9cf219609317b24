import * as z from "zod/mini";
import { MethodOffer, passwordFaults, stepUpActions } from "./basics.ts";

/** The body of every error (RFC 9457), with the fields that some problems add. */
export const ProblemBody = z.object({
  type: z.string().check(z.describe("`urn:nidan:problem:` and the code.")),
  title: z.string(),
  status: z.int(),
  code: z.string().check(z.describe("Stable name of the problem; new ones may be added.")),
  detail: z.optional(z.string()),
  errors: z.optional(
    z
      .array(z.object({ pointer: z.string(), detail: z.string() }))
      .check(z.describe("`invalid_request`: what is wrong where (RFC 6901 pointers).")),
  ),
  attemptsLeft: z.optional(z.int().check(z.describe("`challenge_failed`: wrong answers the login still stands."))),
  retryAfter: z.optional(z.int().check(z.describe("429: seconds to wait, as in `Retry-After`."))),
  action: z.optional(
    z.enum(stepUpActions).check(z.describe("`insufficient_user_authentication`: what a step-up has to be for.")),
  ),
  authenticatorId: z.optional(
    z.string().check(z.describe("`insufficient_user_authentication`: the authenticator that has to be proved.")),
  ),
  acr_values: z.optional(z.string().check(z.describe("`insufficient_user_authentication` (RFC 9470 3)."))),
  max_age: z.optional(z.int().check(z.describe("`insufficient_user_authentication`: seconds (RFC 9470 3)."))),
  fault: z.optional(z.enum(passwordFaults).check(z.describe("`password_unfit`: what is wrong with it."))),
  minLength: z.optional(
    z.int().check(z.describe("`password_unfit`: characters that it needs, where it is too short.")),
  ),
  methods: z.optional(z.array(MethodOffer).check(z.describe("`delivery_unavailable`: what can be used instead."))),
});
export type ProblemBody = z.infer<typeof ProblemBody>;
