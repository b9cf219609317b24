import { randomUUID } from "node:crypto";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import { folderOf, type OperationName } from "../../../shared/contract/routes.ts";
import { StartError } from "../errors.ts";

/** A Lambda as API Gateway calls it. */
export type LambdaHandler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

/** Finds the handler of an operation. */
export type HandlerLoader = (name: OperationName) => Promise<LambdaHandler>;

/** A function that has not answered by then is stopped, as on AWS. */
const timeoutMs = 10_000;

/** The real handlers: `functions/<operation>/handler.ts`. */
export const loadHandler: HandlerLoader = async (name) => {
  const path = `functions/${folderOf(name)}/handler.ts`;
  const module: unknown = await import(`../../../${path}`);
  if (!isHandlerModule(module)) throw new StartError(`${path}: must export a function "handler"`);
  return module.handler;
};

const isHandlerModule = (module: unknown): module is { readonly handler: LambdaHandler } =>
  typeof module === "object" && module !== null && "handler" in module && typeof module.handler === "function";

/**
 * Calls a handler as Lambda does.
 *
 * @returns its result; `timeout` when it takes longer than a function may.
 */
export async function invoke(
  name: string,
  handler: LambdaHandler,
  event: APIGatewayProxyEventV2,
): Promise<APIGatewayProxyStructuredResultV2 | "timeout"> {
  const late = Promise.withResolvers<"timeout">();
  const timer = setTimeout(() => late.resolve("timeout"), timeoutMs);
  try {
    return await Promise.race([handler(event, contextOf(name)), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** What Lambda tells a function about its call. */
export function contextOf(name: string, withinMs = timeoutMs): Context {
  const end = performance.now() + withinMs;
  const oldStyle = () => {};
  return {
    awsRequestId: randomUUID(),
    functionName: name,
    functionVersion: "$LATEST",
    invokedFunctionArn: `arn:aws:lambda:ap-northeast-1:000000000000:function:${name}`,
    memoryLimitInMB: "512",
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: "local",
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(end - performance.now())),
    done: oldStyle,
    fail: oldStyle,
    succeed: oldStyle,
  };
}
