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

/** What a webhook is called with beside it: by this a receiver turns others away before it checks a signature. */
export const webhookKeyHeader = "x-nidan-key";

/** The `typ` of a signed event. */
export const eventTokenType = "nidan-event+jwt";

const token = z
  .string()
  .check(
    z.describe(
      `A JWS of the service's own key: \`typ\` is \`${eventTokenType}\`, \`iss\` the service, \`aud\` the webhooks that the event is for, \`iat\` when it was signed, \`jti\` its \`eventId\`, \`sub\` the account, and \`event\` the event.`,
    ),
  );

/** The detail of an event on the bus; its token is there, and there alone, where a webhook wants it. */
export const BusEvent = z.extend(ServiceEvent, { token: z.optional(token) });
export type BusEvent = z.infer<typeof BusEvent>;

/** What a webhook is posted: the token alone, so that nothing unsigned is taken for the event. */
export const WebhookCall = z.object({ token });
