import * as z from "zod/mini";
import { activityKinds } from "../contract/activity.ts";

const own = ["localhost", "127.0.0.1"];

function isWebhookUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || text.includes("#") || url.username !== "" || url.password !== "") return false;
  return url.protocol === "https:" || (url.protocol === "http:" && own.includes(url.hostname));
}

const Webhook = z.strictObject({
  name: z
    .string()
    .check(z.regex(/^[a-z][a-z0-9-]{0,23}$/, "must be 1 to 24 lower-case letters, digits and dashes, a letter first")),
  url: z
    .string()
    .check(
      z.refine(
        isWebhookUrl,
        'must be an https URL such as "https://crm.example.jp/nidan", without a user or a fragment; http for localhost alone',
      ),
    ),
  events: z.optional(
    z.array(z.enum(activityKinds)).check(z.minLength(1, "must name a kind of event; leave it out for all")),
  ),
});
export type Webhook = z.infer<typeof Webhook>;

export const webhooks = {
  webhooks: z._default(
    z.array(Webhook).check(
      z.maxLength(5, "must be at most 5: a bus has many rules, an event one signature"),
      z.refine((all) => new Set(all.map(({ name }) => name)).size === all.length, "must have a name each"),
      z.describe(
        "Where changes of state are posted, signed: `name` is the token's audience, `events` the kinds (left out: all). `verifyEvent` of the package for relying services checks one.",
      ),
    ),
    [],
  ),
} as const;
