import * as z from "zod/mini";
import { activityActors, activityKinds } from "../activity.ts";
import { Device } from "../device.ts";
import { instant, methodTypes, text } from "./basics.ts";

const From = Device.check(z.describe("Where it was done, as far as that is known."));

const ActivityView = z.object({
  activityId: z.string(),
  kind: z.enum(activityKinds),
  at: instant("When it happened."),
  by: z.enum(activityActors),
  from: From,
  method: z.optional(z.enum(methodTypes).check(z.describe("How it was proved, or what was tried."))),
  hint: z.optional(z.string().check(z.describe("The number or address that it is about, masked."))),
  changed: z.optional(z.array(z.string()).check(z.describe("Settings, by their names."))),
  count: z.optional(z.int().check(z.describe("How many: wrong codes of the login, or sessions that were ended."))),
});

const next = z.optional(
  z.string().check(z.describe("What `before` has to be for the next page; none on the last one.")),
);

export const ActivityPage = z.object({ activities: z.array(ActivityView).check(z.describe("Newest first.")), next });

export const AdminActivityPage = z.object({
  activities: z
    .array(
      z.extend(ActivityView, {
        principal: z.optional(z.string().check(z.describe("ARN of who of the operator's people or backends did it."))),
        reason: z.optional(z.string().check(z.describe("Theirs, or how the service judged."))),
      }),
    )
    .check(z.describe("Newest first, as far back as the trail is kept.")),
  next,
});

export const ActivityQuery = z.object({
  before: z.optional(
    z
      .string()
      .check(
        z.regex(/^[A-Za-z0-9_-]{1,200}$/, "must be the `next` of a page"),
        z.describe("The `next` of the page before; left out: the newest."),
      ),
  ),
});

export const Sessions = z.object({
  sessions: z.array(
    z.object({
      sessionId: z.string(),
      isCurrent: z.boolean().check(z.describe("The one that asks.")),
      from: From,
      createdAt: instant("When it began."),
      lastSeenAt: instant("When it was used last, to some minutes."),
    }),
  ),
});

export const Disavow = z.object({ token: text(200, "What the link of the notice carries in its fragment.") });
