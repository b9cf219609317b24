import diagnostics from "node:diagnostics_channel";
import { ClientRequest } from "node:http";

/** IAM's name of a service, by the one in the header of its calls. */
const services = { DynamoDB_20120810: "dynamodb", TrentService: "kms", AWSEvents: "events", AmazonSQS: "sqs" } as const;

/** REST names its action by method and path. */
const restActions: Readonly<Record<string, readonly string[]>> = {
  "PUT /contact/outbound-voice": ["connect:StartOutboundVoiceContact"],
  "POST /2015-03-31/functions/adviser/invocations": ["lambda:InvokeFunction"],
};

/** AWS Query names its action in the body. */
const queryActions: Readonly<Record<string, readonly string[]>> = {
  Publish: ["sns:Publish"],
  CreatePlatformEndpoint: ["sns:CreatePlatformEndpoint"],
  SetEndpointAttributes: ["sns:SetEndpointAttributes"],
  SendEmail: ["ses:SendEmail"],
};

/**
 * Tells the IAM actions of every call to AWS that this process makes, while it is being made.
 *
 * @returns what stops it.
 */
export function watchActions(tell: (action: string) => void): () => void {
  const begin = (message: unknown) => {
    const isAbout = typeof message === "object" && message !== null && "request" in message;
    if (!isAbout || !(message.request instanceof ClientRequest)) return;
    const { request } = message;
    const { end } = request;
    // The body is known when the request ends, and the async context is then still that of the caller.
    const endAndTell = (...rest: readonly unknown[]) => {
      const [body] = rest;
      const isSent = typeof body === "string" || body instanceof Uint8Array;
      for (const action of actionsOf(request, isSent ? Buffer.from(body).toString() : "")) tell(action);
      return Reflect.apply(end, request, rest);
    };
    Object.assign(request, { end: endAndTell });
  };
  diagnostics.subscribe("http.client.request.created", begin);
  return () => {
    diagnostics.unsubscribe("http.client.request.created", begin);
  };
}

function actionsOf(request: ClientRequest, body: string): readonly string[] {
  const target = request.getHeader("x-amz-target");
  if (typeof target !== "string") {
    // The local receiver has each service under a path of its own.
    const path = request.path
      .replace(/^\/(?:connect|lambda)(?=\/)/, "")
      .replace(/arn%3A.*%3Afunction%3A|arn:.*:function:/, "");
    const action = new URLSearchParams(body).get("Action") ?? "";
    return restActions[`${request.method} ${path}`] ?? queryActions[action] ?? [];
  }
  const [service = "", call = ""] = target.split(".");
  if (!isService(service)) return [];
  // A batch is allowed as its messages are.
  if (call === "SendMessageBatch") return ["sqs:SendMessage"];
  // Each root is a right of its own.
  if (call === "GenerateMac") return [`${services[service]}:${call} ${JSON.parse(body).KeyId}`];
  // An index is a resource of its own.
  const index: unknown = call === "Query" ? JSON.parse(body).IndexName : undefined;
  if (index !== undefined) return [`${services[service]}:${call} ${index}`];
  if (call !== "TransactWriteItems") return [`${services[service]}:${call}`];
  // A transaction is allowed by the actions of its parts.
  const parts: readonly Readonly<Record<string, unknown>>[] = JSON.parse(body).TransactItems;
  return parts.flatMap((part) => Object.keys(part)).map((part) => `dynamodb:${part}Item`);
}

const isService = (name: string): name is keyof typeof services => name in services;
