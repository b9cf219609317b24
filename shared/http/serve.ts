import middy from "@middy/core";
import httpHeaderNormalizer from "@middy/http-header-normalizer";
import httpJsonBodyParser from "@middy/http-json-body-parser";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import { type AnswerOf, operations } from "../contract/operations.ts";
import type { OperationName } from "../contract/routes.ts";
import { Problem } from "../domain/problem.ts";
import { type Log, traceOf } from "../observability/log.ts";
import type { Clock } from "../ports/clock.ts";
import type { Roots } from "../ports/roots.ts";
import { answerOf, problemOf, refusalOf } from "./answer.ts";
import { type RequestOf, requestOf } from "./request.ts";

/** What the HTTP layer itself needs. */
interface Needs {
  readonly clock: Clock;
  readonly log: Log;
  readonly roots: Roots;
}

/** A use case: reads like a list of verbs, answers or throws a Problem. */
export type UseCase<K extends OperationName, D> = (request: RequestOf<K>, dependencies: D) => Promise<AnswerOf<K>>;

/** A body beyond this is refused unread: the largest honest one is a tenth of it. */
const longestBody = 16_384;

/** The Lambda handler of an operation: the only middy stack there is. */
export function serve<K extends OperationName, D extends Needs>(name: K, useCase: UseCase<K, D>, dependencies: D) {
  const { clock, log } = dependencies;

  async function handle(event: APIGatewayProxyEventV2) {
    return answerOf(name, await useCase(await requestOf(name, event, dependencies.roots.challenge), dependencies));
  }

  function refuse(error: unknown, requestId: string): APIGatewayProxyStructuredResultV2 {
    const problem = problemOf(error);
    const isFault = problem.code === "internal" || problem.code === "unavailable";
    if (isFault) log.write("fault", { operation: name, requestId, ...traceOf(error) });
    return refusalOf(problem);
  }

  const inner = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>({ timeoutEarlyInMillis: 0 })
    .use(httpHeaderNormalizer())
    .before(({ event }) => refuseLongBody(event))
    .use("body" in operations[name] ? httpJsonBodyParser({ disableContentTypeError: true }) : [])
    .onError((failed) => {
      failed.response = refuse(failed.error, failed.event.requestContext.requestId);
    })
    .handler(handle);

  return async (event: APIGatewayProxyEventV2, context: Context): Promise<APIGatewayProxyStructuredResultV2> => {
    const began = clock.now();
    const answer = await inner(event, context);
    const { requestId } = event.requestContext;
    const status = answer.statusCode ?? 500;
    log.write("request_answered", { operation: name, requestId, status, durationMs: clock.now() - began });
    return answer;
  };
}

function refuseLongBody({ body }: APIGatewayProxyEventV2): void {
  if (body === undefined || body.length <= longestBody) return;
  throw new Problem("invalid_request", { detail: `the body must be at most ${longestBody} bytes` });
}
