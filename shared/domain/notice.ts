import * as z from "zod/mini";
import type { Channel } from "./channel.ts";
import type { Instant } from "./duration.ts";

/** What an account's owner is told of, whoever caused it. */
export const noticeKinds = ["second_factor_failures", "destination_unreachable"] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export const Notice = z.object({
  /** The same for the same fact, so that telling it twice is one notice. */
  noticeId: z.string(),
  kind: z.enum(noticeKinds),
  sub: z.string(),
  /** `destination_unreachable`: the number or address that it is about, and must not go to. */
  authenticatorId: z.optional(z.string()),
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

/** Nothing arrives at a number or address any more: once for each channel of it. */
export const unreachableNotice = (sub: string, authenticatorId: string, channel: Channel, now: Instant): Notice => ({
  noticeId: `destination_unreachable#${authenticatorId}#${channel}`,
  kind: "destination_unreachable",
  sub,
  authenticatorId,
  at: now,
});
