import * as z from "zod/mini";
import { type ActivityKind, activityActors, activityKinds } from "../contract/activity.ts";
import { Device } from "../contract/device.ts";
import { methodTypes } from "../contract/schemas.ts";
import type { Settings } from "../settings.ts";
import type { Authenticator } from "./account.ts";
import { days, type Instant } from "./duration.ts";
import type { Challenge, Login } from "./login.ts";
import { maskDestination } from "./mask.ts";
import type { Notice } from "./notice.ts";

/**
 * One item of an account's audit trail: what happened, kept with the change itself. Its owner sees it for a while; the
 * operator as long as it is kept. No secret is in it, and a number or address only masked.
 */
export const Activity = z.object({
  /** Time and event: in the order of time, and the same for the same event, so that it is kept once. */
  activityId: z.string(),
  sub: z.string(),
  kind: z.enum(activityKinds),
  at: z.int(),
  by: z.enum(activityActors),
  /** The device that it was done from. */
  from: z._default(Device, {}),
  method: z.optional(z.enum(methodTypes)),
  /** The number or address that it is about, masked. */
  hint: z.optional(z.string()),
  /** Names of settings. */
  changed: z.optional(z.array(z.string())),
  count: z.optional(z.int()),
  /** Of the operator's people: who, and why. */
  principal: z.optional(z.string()),
  reason: z.optional(z.string()),
  /** Gone from then on. */
  expiresAt: z.int(),
});
export type Activity = z.infer<typeof Activity>;

/** What a change leaves behind, in its own transaction: what its owner is told, and what the audit trail keeps of it. */
export interface Traces {
  readonly notices: readonly Notice[];
  readonly activities: readonly [Activity, ...Activity[]];
}

/** When and of which account, and which event of it: a login's id, a version, or a random one. */
interface Occasion {
  readonly sub: string;
  readonly id: string;
  readonly at: Instant;
}

type Facts = Partial<
  Pick<Activity, "by" | "from" | "method" | "hint" | "changed" | "count" | "principal" | "reason">
> & {
  /** When the event began, where more may come of it: what comes later then takes the place of what came before. */
  readonly since?: Instant;
};

export function activityOf(
  kind: ActivityKind,
  { sub, id, at }: Occasion,
  { since = at, by = "person", from = {}, ...facts }: Facts,
  { audit }: Pick<Settings, "audit">,
): Activity {
  return {
    activityId: `${momentOf(since)}#${id}.${kind}`,
    sub,
    kind,
    at,
    by,
    from,
    ...facts,
    expiresAt: at + days(audit.keptDays),
  };
}

/** What can happen often in one login: kept once, as it was last, so that nobody fills an account's trail. */
const repeated: ReadonlySet<ActivityKind> = new Set(["code_sent", "code_wrong"]);

/** Of a login, and from the device that began it. */
export const loginActivity = (
  kind: ActivityKind,
  { sub, loginId, createdAt, from }: Pick<Login, "sub" | "loginId" | "createdAt" | "from">,
  at: Instant,
  facts: Omit<Facts, "from" | "since">,
  settings: Pick<Settings, "audit">,
): Activity => {
  const since = repeated.has(kind) ? createdAt : at;
  return activityOf(kind, { sub, id: loginId, at }, { ...facts, from, since }, settings);
};

/** The method that a login was answered by, and where it was sent, as it was offered. */
export function askedFacts({ methods = [] }: Login, { type, methodId }: Challenge): Pick<Activity, "method" | "hint"> {
  const { hint = "" } = methods.find((offer) => offer.methodId === methodId) ?? {};
  return { method: type, ...(hint === "" ? {} : { hint }) };
}

/** How an authenticator is called in the trail: never by what a person wrote, which may be anything. */
export function hintOf(authenticator: Pick<Authenticator, "type" | "destination">): Pick<Activity, "hint"> {
  const hint = maskDestination(authenticator);
  return hint === "" ? {} : { hint };
}

/** Sorts as time does. */
export const momentOf = (at: Instant): string => new Date(at).toISOString();
