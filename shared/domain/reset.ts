import * as z from "zod/mini";
import { hours } from "./duration.ts";

/** What a reset takes away. */
export const ResetScope = z.object({
  authenticatorIds: z.array(z.string()),
  password: z.boolean(),
  /** Whether the account is to be enrolled anew. Resets that waited before there was this have none. */
  recovery: z._default(z.boolean(), false),
});
export type ResetScope = z.infer<typeof ResetScope>;

/** A reset that somebody asked for and somebody else has to confirm. */
export const WaitingReset = z.object({
  resetId: z.string(),
  sub: z.string(),
  scope: ResetScope,
  reason: z.string(),
  /** ARN of who asked. */
  askedBy: z.string(),
  askedAt: z.int(),
  expiresAt: z.int(),
  confirmedAt: z.optional(z.int()),
});
export type WaitingReset = z.infer<typeof WaitingReset>;

/** How long it waits. */
export const resetPatience = hours(24);
