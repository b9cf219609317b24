import * as z from "zod/mini";
import { Device } from "../contract/device.ts";
import { locales } from "../contract/schemas.ts";
import type { Authenticator } from "./account.ts";
import type { Reach } from "./channel.ts";
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
  "sign_in_refused",
  "switched_on",
  "switched_off",
  "account_changed",
  "account_locked",
  "account_unlocked",
  "access_revoked",
  "reset_asked",
  "methods_reset",
  "password_reset",
  "password_changed",
  "password_link_asked",
  "password_recovered",
  "recovery_begun",
  "recovery_proved",
  "recovery_granted",
  "recovery_cancelled",
  "recovery_completed",
  "account_deleted",
  "account_exported",
  "method_retired",
  "second_factor_ended",
  "account_closed",
  "browser_trusted",
  "browser_copied",
  "disavowed",
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** What is no deed of anybody, or was disavowed already, has nothing to say "not me" to. */
const noDeeds: ReadonlySet<NoticeKind> = new Set([
  "destination_unreachable",
  "backup_codes_low",
  "disavowed",
  "account_closed",
  "account_deleted",
]);
export const isDisavowable = (kind: NoticeKind): boolean => !noDeeds.has(kind);

/** What a recovery that goes on leaves: each mail of it can stop it. */
const recoverySteps: ReadonlySet<NoticeKind> = new Set(["recovery_begun", "recovery_proved", "recovery_granted"]);
export const isRecoveryStep = (kind: NoticeKind): boolean => recoverySteps.has(kind);

export const Notice = z.object({
  /** The same for the same fact, so that telling it twice is one notice. */
  noticeId: z.string(),
  kind: z.enum(noticeKinds),
  sub: z.string(),
  /** The authenticator that it is about: told last, where there is no other, or never, where nothing arrives there. */
  authenticatorId: z.optional(z.string()),
  /** What was added, replaced or removed. */
  method: z.optional(z.enum(["phone", "email", "totp", "app", "backup_codes"])),
  /** Where it was done; nothing where nobody did it. */
  from: z._default(Device, {}),
  /** Numbers and addresses that are told whoever else is: what was replaced or removed, and what took its place. */
  alsoTo: z.optional(z.array(z.object({ type: z.enum(["phone", "email"]), destination: z.string() }))),
  /** Language, where the account is gone when it is told. */
  locale: z.optional(z.enum(locales)),
  /** Of a recovery: which, and from when the account can be enrolled anew. */
  recovery: z.optional(z.object({ recoveryId: z.string(), readyAt: z.optional(z.int()) })),
  /** Why the operator did it, in the operator's words. */
  reason: z.optional(z.string()),
  at: z.int(),
});
export type Notice = z.infer<typeof Notice>;

/** Too many wrong second factors: one notice a window of the budget, which closes at `until`. */
export const failuresNotice = (sub: string, until: Instant, now: Instant, from: Device = {}): Notice => ({
  noticeId: `second_factor_failures#${sub}#${until}`,
  kind: "second_factor_failures",
  sub,
  from,
  at: now,
});

interface Done {
  readonly sub: string;
  /** Of the event, such as a login's or a random one: it is told once. */
  readonly id: string;
  readonly at: Instant;
  /** The device of the login or of the session that did it. */
  readonly from: Device;
}

/** Something that was done in the owner's name. */
export const ownNotice = (
  kind: NoticeKind,
  { sub, id, at, from }: Done,
  more: Pick<Notice, "authenticatorId" | "method" | "alsoTo" | "reason" | "recovery"> = {},
): Notice => ({ noticeId: `${kind}#${sub}#${id}`, kind, sub, from, at, ...more });

/** Where these read what they are told; a fixed line reads nothing. */
export const placesOf = (authenticators: readonly Authenticator[]): NonNullable<Notice["alsoTo"]> =>
  authenticators.flatMap(({ type, destination, line }) =>
    type === "email" || (type === "phone" && line !== "fixed") ? [{ type, destination }] : [],
  );

/** Nothing arrives at a number or address any more: once for each channel of it. */
export const unreachableNotice = (sub: string, authenticatorId: string, channel: Reach, now: Instant): Notice => ({
  noticeId: `destination_unreachable#${authenticatorId}#${channel}`,
  kind: "destination_unreachable",
  sub,
  authenticatorId,
  from: {},
  at: now,
});
