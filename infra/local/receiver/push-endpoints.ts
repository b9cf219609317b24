import { createHash } from "node:crypto";
import * as z from "zod/mini";
import type { XmlFields } from "./query.ts";
import { type Actions, parseInput, Refusal } from "./wire.ts";

const account = "arn:aws:sns:ap-northeast-1:000000000000";

/** The platform applications of the stack that is played here. */
export const pushApplications = {
  fcm: `${account}:app/GCM/nidan-fcm`,
  apns: `${account}:app/APNS/nidan-apns`,
} as const;

const NewEndpoint = z.object({ PlatformApplicationArn: z.string(), Token: z.string() });
const Attributes = z.object({ EndpointArn: z.string(), Attributes: z.record(z.string(), z.string()) });

const invalid = (message: string) => new Refusal("InvalidParameter", `Invalid parameter: ${message}`);

/** What SNS knows of apps. An endpoint's name is made from its token, so that it outlives a run. */
export interface PushEndpoints {
  readonly actions: Actions<XmlFields>;
  /** @throws Refusal where nothing can be pushed to. */
  readonly ensureAlive: (endpoint: string) => void;
}

export function createPushEndpoints(): PushEndpoints {
  const disabled = new Set<string>();
  return {
    actions: {
      CreatePlatformEndpoint: (input) => {
        const { PlatformApplicationArn: application, Token } = parseInput(NewEndpoint, input, "InvalidParameter");
        if (!Object.values<string>(pushApplications).includes(application)) {
          throw new Refusal("NotFound", "PlatformApplication does not exist", 404);
        }
        if (/^invalid/.test(Token)) throw invalid("Token Reason: it is not valid for the platform");
        const id = createHash("sha256").update(Token).digest("hex").slice(0, 32);
        return { EndpointArn: `${application.replace(":app/", ":endpoint/")}/${id}` };
      },
      SetEndpointAttributes: (input) => {
        const { EndpointArn, Attributes: given } = parseInput(Attributes, input, "InvalidParameter");
        if (given.Enabled === "true") disabled.delete(EndpointArn);
        if (given.Enabled === "false") disabled.add(EndpointArn);
        return {};
      },
    },
    ensureAlive: (endpoint) => {
      const isKnown = Object.values<string>(pushApplications).some((application) =>
        endpoint.startsWith(`${application.replace(":app/", ":endpoint/")}/`),
      );
      if (!isKnown) throw invalid("TargetArn Reason: No endpoint found for the target arn specified");
      if (disabled.has(endpoint)) throw new Refusal("EndpointDisabled", "Endpoint is disabled");
    },
  };
}

const PushMessage = z.record(z.string(), z.string());
const Fcm = z.object({
  fcmV1Message: z.object({
    message: z.object({ notification: z.object({ title: z.string(), body: z.string() }) }),
  }),
});
const Apns = z.object({ aps: z.object({ alert: z.object({ title: z.string(), body: z.string() }) }) });

/** What a phone shows of a push. @throws Refusal for what the platform would not take. */
export function shownOf(endpoint: string, message: string): { readonly title: string; readonly body: string } {
  try {
    const parts = z.parse(PushMessage, JSON.parse(message));
    if (endpoint.includes("/GCM/")) {
      return z.parse(Fcm, JSON.parse(parts.GCM ?? "")).fcmV1Message.message.notification;
    }
    return z.parse(Apns, JSON.parse(parts.APNS ?? "")).aps.alert;
  } catch {
    throw invalid("Message Reason: it is not of the platform's form");
  }
}
