import * as z from "zod/mini";
import { locales } from "../contract/schemas.ts";
import { channels } from "./channel.ts";

/** What an identifier opens: the subject and the password. Kept apart from the subject so that sign-in reads it first. */
export const Credential = z.object({
  identifierKey: z.string(),
  sub: z.string(),
  passwordHash: z.string(),
  /** Moves with every password change and reset: whatever was begun before it is void. */
  epoch: z.int(),
});
export type Credential = z.infer<typeof Credential>;

export const Subject = z.object({
  sub: z.string(),
  identifier: z.string(),
  locale: z.enum(locales),
  /** Whether two-step verification is on. */
  secondFactor: z.boolean(),
  epoch: z.int(),
  createdAt: z.int(),
});
export type Subject = z.infer<typeof Subject>;

export const Authenticator = z.object({
  authenticatorId: z.string(),
  type: z.enum(["phone", "email"]),
  /** E.164, or a mail address. Never logged. */
  destination: z.string(),
  /** ISO 3166, of a number. */
  country: z.optional(z.string()),
  /** `disabled`: too many wrong answers in a row; it is offered no more. */
  status: z.enum(["active", "disabled"]),
  /** Channels on which it is dead: a provider reported that nothing arrives there any more. It is not offered for them. */
  unreachableBy: z.optional(z.array(z.enum(channels))),
  /** Of a number: a fixed line takes calls alone. */
  line: z.optional(z.enum(["mobile", "fixed"])),
  missesInARow: z.int(),
  createdAt: z.int(),
});
export type Authenticator = z.infer<typeof Authenticator>;

export interface Account {
  readonly subject: Subject;
  readonly authenticators: readonly Authenticator[];
}
