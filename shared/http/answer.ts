import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { type OperationName, routes } from "../contract/routes.ts";
import { Problem } from "../domain/problem.ts";
import { Reply } from "./reply.ts";

const always = { "x-content-type-options": "nosniff" };

/** What a use case answered, as the contract's row says it is sent. */
export function answerOf(name: OperationName, answered: unknown): APIGatewayProxyStructuredResultV2 {
  const { body, cookies, version } = answered instanceof Reply ? answered : new Reply(answered);
  const { success, cacheSeconds } = routes[name];
  const cacheControl = cacheSeconds === 0 ? "no-store" : `public, max-age=${cacheSeconds}`;
  const more = cookies.length === 0 ? {} : { cookies: [...cookies] };
  if (success === 204) return { statusCode: 204, headers: { ...always, "cache-control": cacheControl }, ...more };
  return {
    statusCode: success,
    ...more,
    headers: {
      ...always,
      "content-type": "application/json",
      "cache-control": cacheControl,
      ...(version === undefined ? {} : { etag: `"${version}"` }),
    },
    body: JSON.stringify(body),
  };
}

/** RFC 9457. */
export function refusalOf({ body }: Problem): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: body.status,
    headers: {
      ...always,
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      ...(body.retryAfter === undefined ? {} : { "retry-after": String(body.retryAfter) }),
      ...(body.status === 401 ? { "www-authenticate": "Bearer" } : {}),
    },
    body: JSON.stringify(body),
  };
}

/** Failures of AWS, by their names, and of the way there, by their codes, that pass: the caller may try again. */
const passing = new Set([
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "ThrottlingException",
  "TransactionConflictException",
  "TransactionCanceledException",
  "InternalServerError",
  "ServiceUnavailable",
  "KMSInternalException",
  "DependencyTimeoutException",
  "TimeoutError",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
]);

/** The problem that an error comes to: its own, the parser's, or one of ours. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (!(error instanceof Error)) return new Problem("internal");
  const status = statusOf(error);
  if (status !== undefined && status < 500) return new Problem("invalid_request", { detail: "the body must be JSON" });
  const isPassing = passing.has(error.name) || ("code" in error && passing.has(String(error.code)));
  return isPassing ? new Problem("unavailable", { retryAfter: 1 }) : new Problem("internal");
}

/** Middy's parsers throw errors that carry the status to answer with. */
const statusOf = (error: Error): number | undefined =>
  "statusCode" in error && typeof error.statusCode === "number" ? error.statusCode : undefined;
