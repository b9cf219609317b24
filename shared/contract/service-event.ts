import * as z from "zod/mini";
import { activityActors, activityKinds } from "./activity.ts";
import { Device } from "./device.ts";
import { methodTypes } from "./schemas.ts";

/** `source` of every event on the bus; its `detail-type` is the event's `type`. */
export const eventSource = "nidan";

/**
 * A change of state as other systems are told of it: the audit item without what a person of the operator wrote, which
 * may be anything. No secret is in it, and a number or address only masked.
 */
export const ServiceEvent = z.object({
  eventId: z
    .string()
    .check(
      z.describe("The same when the same change is told again, which can happen: what was seen is to be skipped."),
    ),
  type: z.enum(activityKinds),
  time: z.iso.datetime().check(z.describe("When it happened; events come in any order.")),
  sub: z.string().check(z.describe("The account.")),
  by: z.enum(activityActors),
  from: Device,
  method: z.optional(z.enum(methodTypes)),
  hint: z.optional(z.string().check(z.describe("The number or address that it is about, masked."))),
  changed: z.optional(z.array(z.string()).check(z.describe("Names of settings."))),
  count: z.optional(z.int()),
  principal: z.optional(z.string().check(z.describe("Who did it, of the operator's people: an ARN of IAM."))),
});
export type ServiceEvent = z.infer<typeof ServiceEvent>;
