import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import type { OperationName } from "../../../shared/contract/routes.ts";
import type { Clock } from "../clock.ts";
import type { Incoming, Outgoing } from "../http.ts";
import type { Logs } from "../logs.ts";
import { problem } from "../problem.ts";
import type { Cors } from "./cors.ts";
import { eventOf, functionNameOf } from "./event.ts";
import { invoke, type LambdaHandler } from "./lambda.ts";
import { createMatcher } from "./match.ts";

/** Lambda takes no more in one call. */
export const maxBodyBytes = 6 * 1024 * 1024;

interface Parts {
  readonly api: "public" | "admin";
  readonly handlers: ReadonlyMap<OperationName, LambdaHandler>;
  readonly clock: Clock;
  readonly logs: Logs;
  readonly cors: Cors;
  /** Refuses a request before it comes to a function. */
  readonly authorize?: (request: Incoming) => Promise<Outgoing | undefined>;
}

/** One of the two HTTP APIs: finds the function of a route and calls it. */
export function createGateway({ api, handlers, clock, logs, cors, authorize }: Parts) {
  const match = createMatcher(api);

  async function dispatch(request: Incoming): Promise<Outgoing> {
    if (request.body === undefined) return problem("invalid_request", "the body must be at most 6 MB", 413);
    const path = decoded(request.path);
    if (path === undefined) return problem("invalid_request", "the path is not well encoded");
    const found = match(request.method, path);
    const handler = found && handlers.get(found.name);
    if (found === undefined || handler === undefined) return problem("not_found");
    const refused = await authorize?.(request);
    if (refused !== undefined) return refused;
    const event = eventOf(request, path, found, clock.now());
    try {
      const result = await logs.collect(() => invoke(functionNameOf(found.name), handler, event));
      return result === "timeout" ? problem("unavailable") : outgoingOf(result, event.requestContext.requestId);
    } catch (error) {
      process.stderr.write(`${found.name} threw: ${error instanceof Error ? error.stack : String(error)}\n`);
      return problem("internal");
    }
  }

  return async (request: Incoming): Promise<Outgoing> => {
    const preflight = cors.preflight(request);
    if (preflight !== undefined) return preflight;
    const answer = await dispatch(request);
    return { ...answer, headers: { ...answer.headers, ...cors.headersFor(request) } };
  };
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** A function's result as HTTP. */
function outgoingOf(result: APIGatewayProxyStructuredResultV2, requestId: string): Outgoing {
  const { statusCode = 200, headers = {}, cookies = [], body = "", isBase64Encoded = false } = result;
  const given = Object.entries(headers).map(([name, value]) => [renamed(name.toLowerCase()), String(value)]);
  return {
    status: statusCode,
    headers: {
      ...(body !== "" && { "content-type": "application/json" }),
      ...Object.fromEntries(given),
      ...(cookies.length > 0 && { "set-cookie": cookies }),
      "apigw-requestid": requestId,
    },
    body: isBase64Encoded ? Buffer.from(body, "base64") : body,
  };
}

/** API Gateway keeps this name for itself. */
const renamed = (name: string): string => (name === "www-authenticate" ? "x-amzn-remapped-www-authenticate" : name);
