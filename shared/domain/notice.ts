import * as z from "zod/mini";
import type { Instant } from "./duration.ts";

/** What an account's owner is told of, whoever caused it. */
export const noticeKinds = ["second_factor_failures"] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export const Notice = z.object({
  /** The same for the same fact, so that telling it twice is one notice. */
  noticeId: z.string(),
  kind: z.enum(noticeKinds),
  sub: z.string(),
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
