import * as z from "zod/mini";
import { locales } from "../contract/schemas.ts";
import type { Channel } from "./channel.ts";
import type { Instant } from "./duration.ts";

/** What an account's owner is told of, whoever caused it. */
export const noticeKinds = [
  "second_factor_failures",
  "destination_unreachable",
  "sign_in",
  "login_denied",
  "method_added",
  "method_removed",
  "method_replaced",
  "backup_codes_made",
  "backup_codes_shown",
  "backup_code_used",
  "backup_codes_low",
  "switched_on",
  "switched_off",
  "account_changed",
  "account_locked",
  "account_unlocked",
  "access_revoked",
  "reset_asked",
  "methods_reset",
  "password_reset",
  "account_deleted",
  "method_retired",
  "second_factor_ended",
  "account_closed",
  "browser_trusted",
  "browser_copied",
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export const Notice = z.object({
  /** The same for the same fact, so that telling it twice is one notice. */
  noticeId: z.string(),
  kind: z.enum(noticeKinds),
  sub: z.string(),
  /** The number or address that it is about, and must not go to: nothing arrives there, or it is new. */
  authenticatorId: z.optional(z.string()),
  /** An address that is the account's no more and is told too. */
  alsoTo: z.optional(z.array(z.object({ type: z.enum(["phone", "email"]), destination: z.string() }))),
  /** Language, where the account is gone when it is told. */
  locale: z.optional(z.enum(locales)),
  /** Why the operator did it, in the operator's words. */
  reason: z.optional(z.string()),
  at: z.int(),
});
export type Notice = z.infer<typeof Notice>;

/** Too many wrong second factors: one notice a window of the budget, which closes at `until`. */
export const failuresNotice = (sub: string, until: Instant, now: Instant): Notice => ({
  noticeId: `second_factor_failures#${sub}#${until}`,
  kind: "second_factor_failures",
  sub,
  at: now,
});

/** Something the owner should know of, told once. @param id of the event, such as a login's or a random one. */
export const ownNotice = (
  kind: NoticeKind,
  sub: string,
  id: string,
  at: Instant,
  alsoTo: Notice["alsoTo"] = undefined,
): Notice => ({ noticeId: `${kind}#${sub}#${id}`, kind, sub, at, ...(alsoTo === undefined ? {} : { alsoTo }) });

/** Nothing arrives at a number or address any more: once for each channel of it. */
export const unreachableNotice = (sub: string, authenticatorId: string, channel: Channel, now: Instant): Notice => ({
  noticeId: `destination_unreachable#${authenticatorId}#${channel}`,
  kind: "destination_unreachable",
  sub,
  authenticatorId,
  at: now,
});
