import middy from "@middy/core";
import httpHeaderNormalizer from "@middy/http-header-normalizer";
import httpJsonBodyParser from "@middy/http-json-body-parser";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import type { Config } from "../config.ts";
import { type AnswerOf, operations } from "../contract/operations.ts";
import type { ProblemCode } from "../contract/problems.ts";
import type { OperationName } from "../contract/routes.ts";
import { Problem } from "../domain/problem.ts";
import { type Log, traceOf } from "../observability/log.ts";
import type { Clock } from "../ports/clock.ts";
import type { Roots } from "../ports/roots.ts";
import { answerOf, problemOf, refusalOf } from "./answer.ts";
import type { Reply } from "./reply.ts";
import { type RequestOf, requestOf } from "./request.ts";

/** What the HTTP layer itself needs. */
interface Needs {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly roots: Roots;
}

/** A use case: reads like a list of verbs, answers or throws a Problem. */
export type UseCase<K extends OperationName, D> = (
  request: RequestOf<K>,
  dependencies: D,
) => Promise<AnswerOf<K> | Reply<AnswerOf<K>>>;

/** What middy carries through its steps, as far as it matters here. */
interface Passing {
  readonly event: APIGatewayProxyEventV2;
  readonly internal: Partial<Began>;
}
interface Began extends Record<string, unknown> {
  began: number;
}

/** A body beyond this is refused unread: the largest honest one is a tenth of it. */
const longestBody = 16_384;

/** The Lambda handler of an operation: the only middy stack there is. */
export function serve<K extends OperationName, D extends Needs>(name: K, useCase: UseCase<K, D>, dependencies: D) {
  const { clock, log } = dependencies;

  async function handle(event: APIGatewayProxyEventV2) {
    return answerOf(name, await useCase(await requestOf(name, event, dependencies), dependencies));
  }

  function record({ event, internal }: Passing, status = 500, problem?: ProblemCode): void {
    const { requestId } = event.requestContext;
    const durationMs = clock.now() - (internal.began ?? clock.now());
    log.write("request_answered", { operation: name, requestId, status, durationMs, problem });
  }

  function refuse(request: Passing & { readonly error: unknown }): APIGatewayProxyStructuredResultV2 {
    const problem = problemOf(request.error);
    const { requestId } = request.event.requestContext;
    const isFault = problem.code === "internal" || problem.code === "unavailable";
    if (isFault) log.write("fault", { operation: name, requestId, ...traceOf(request.error) });
    record(request, problem.body.status, problem.code);
    return refusalOf(problem);
  }

  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Error, Context, Began>({
    timeoutEarlyInMillis: 0,
  })
    .before(({ internal }) => {
      internal.began = clock.now();
    })
    .use(httpHeaderNormalizer())
    .before(({ event }) => refuseLongBody(event))
    .use("body" in operations[name] ? httpJsonBodyParser({ disableContentTypeError: true }) : [])
    .after((request) => record(request, request.response?.statusCode))
    .onError((request) => {
      request.response = refuse(request);
    })
    .handler(handle);
}

function refuseLongBody({ body = "", isBase64Encoded }: APIGatewayProxyEventV2): void {
  if (Buffer.byteLength(body, isBase64Encoded ? "base64" : "utf8") <= longestBody) return;
  throw new Problem("invalid_request", { detail: `the body must be at most ${longestBody} bytes` });
}
