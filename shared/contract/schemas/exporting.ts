import * as z from "zod/mini";
import { activityActors, activityKinds } from "../activity.ts";
import { Device } from "../device.ts";
import { instant, locales, methodTypes, trustDays } from "./basics.ts";
import { Reasoned } from "./operating.ts";

const before = z.optional(
  z
    .string()
    .check(
      z.regex(/^[A-Za-z0-9_-]{1,200}$/, "must be the `next` of an export"),
      z.describe("The `next` of the export before, for what happened earlier; left out: all from the newest on."),
    ),
);

export const ExportOwn = z.object({ before });
export const ExportAccount = z.extend(Reasoned, { before });

const Activity = z.object({
  kind: z.enum(activityKinds),
  at: instant("When it happened."),
  by: z.enum(activityActors),
  from: Device,
  method: z.optional(z.enum(methodTypes)),
  hint: z.optional(z.string()),
  changed: z.optional(z.array(z.string())),
  count: z.optional(z.int()),
  reason: z.optional(z.string().check(z.describe("Why the operator did it, in the operator's words."))),
});

/** Everything that is kept of a person, as the law on personal data has it: in full, and without what opens anything. */
export const AccountExport = z.object({
  exportedAt: instant("When it was made."),
  account: z.object({
    sub: z.string(),
    identifier: z.string(),
    locale: z.enum(locales),
    status: z.enum(["active", "locked"]),
    twoStepEnabled: z.boolean(),
    defaultMethodId: z.optional(z.string()),
    trustDays: z.literal(trustDays),
    signInNotices: z.boolean(),
    createdAt: instant("When it was made."),
  }),
  authenticators: z.array(
    z.object({
      authenticatorId: z.string(),
      type: z.enum(["phone", "email", "totp", "app"]),
      name: z.optional(z.string()),
      destination: z.optional(z.string().check(z.describe("The number or address in full."))),
      country: z.optional(z.string()),
      line: z.optional(z.enum(["mobile", "fixed"])),
      status: z.enum(["active", "disabled", "pending"]),
      unreachableBy: z.optional(z.array(z.string())),
      createdAt: instant("When it was added."),
    }),
  ),
  backupCodes: z.optional(z.object({ left: z.int(), total: z.int(), createdAt: instant("When the set was made.") })),
  trustedBrowsers: z.array(
    z.object({
      name: z.string(),
      from: Device,
      createdAt: instant("When it was trusted."),
      lastUsedAt: instant("When it was used last."),
      expiresAt: instant("When its trust ends."),
    }),
  ),
  sessions: z.array(
    z.object({
      from: Device,
      createdAt: instant("When it began."),
      lastSeenAt: instant("When it was used last, to some minutes."),
      expiresAt: instant("When it ends."),
      isApp: z.boolean().check(z.describe("Whether it is a paired app's.")),
    }),
  ),
  habits: z.optional(
    z.object({
      browsers: z.array(z.string()),
      countries: z.array(z.string()),
      networksKnown: z.int().check(z.describe("Of how many networks a digest is kept; no address is.")),
      signInsByHour: z.array(z.int()).check(z.describe("By the hour of the day, UTC.")),
    }),
  ),
  activities: z.array(Activity).check(z.describe("The audit trail, newest first.")),
  next: z.optional(z.string().check(z.describe("What `before` has to be for what happened earlier; none at the end."))),
});
