import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { Problem } from "../../shared/domain/problem.ts";
import { refusalOf } from "../../shared/http/answer.ts";

/** Answers whatever no route of the contract takes: the gateway's own 404 is not problem+json (ADR 0010). */
export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  // `$default` takes preflights too; the gateway adds the CORS headers, but only 2xx lets the browser go on.
  if (event.requestContext.http.method === "OPTIONS") return { statusCode: 204 };
  return refusalOf(new Problem("not_found"));
}
