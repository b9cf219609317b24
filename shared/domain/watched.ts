import * as z from "zod/mini";
import { deliveryStates, methodTypes } from "../contract/schemas.ts";

/** What was sent, as the fraud guard watches it. */
const WatchedChallenge = z.object({
  type: z.enum(methodTypes),
  lastSentAt: z.int(),
  delivery: z.enum(deliveryStates),
  area: z.optional(
    z.object({
      country: z.string(),
      prefix: z.string(),
      /** Messages of this login, or for this new number, that went there in a row and were not given back. */
      sends: z.int(),
    }),
  ),
});
export type WatchedChallenge = z.infer<typeof WatchedChallenge>;

/** A login. */
export const WatchedLogin = z.object({
  loginId: z.string(),
  state: z.string(),
  sends: z.int(),
  secondFactor: z.optional(z.object({ by: z.enum(methodTypes) })),
  decision: z.optional(z.object({ link: z.optional(z.int()) })),
  challenge: z.optional(WatchedChallenge),
});
export type WatchedLogin = z.infer<typeof WatchedLogin>;

/** A number that somebody adds: its proof is there until it is proved. */
export const WatchedNumber = z.object({
  authenticatorId: z.string(),
  status: z.string(),
  proof: z.optional(z.object({ challenge: z.optional(WatchedChallenge) })),
});
export type WatchedNumber = z.infer<typeof WatchedNumber>;

/** One write on a login. */
export interface LoginChange {
  readonly before: WatchedLogin | undefined;
  readonly after: WatchedLogin;
}

/** One write on a new number. */
export interface NumberChange {
  readonly before: WatchedNumber | undefined;
  readonly after: WatchedNumber;
}

/** A write of which a message, or a code that was entered, may be told. */
export type SendChange = LoginChange | NumberChange;
