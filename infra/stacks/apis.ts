import { Duration, type Stack } from "aws-cdk-lib";
import { CfnStage, CorsHttpMethod, HttpApi, HttpMethod, HttpRoute, HttpRouteKey } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpIamAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers";
import type { Role } from "aws-cdk-lib/aws-iam";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { type OperationName, operationNames, routes } from "../../shared/contract/routes.ts";
import { acknowledge } from "./acknowledge.ts";
import { addCallerRole, LambdaRoute } from "./lambda-route.ts";
import { addLogGroup, arnOf } from "./log-group.ts";
import { idOf } from "./operations.ts";
import type { Plan } from "./plan.ts";

type ApiName = (typeof routes)[OperationName]["api"];

const rowsOf = (name: ApiName) => operationNames.filter((operation) => routes[operation].api === name);

/** `public` is behind CloudFront; `admin` stands alone, because SigV4 signs the host. */
export function addApi(stack: Stack, name: ApiName, { settings, deployment }: Plan): HttpApi {
  const { allowedOrigins } = settings;
  const cors = {
    allowOrigins: [...allowedOrigins],
    allowMethods: [...new Set(rowsOf(name).map((row) => CorsHttpMethod[routes[row].method]))],
    allowHeaders: ["authorization", "content-type", "idempotency-key", "if-match"],
    exposeHeaders: ["etag", "retry-after"],
    // The session is a cookie.
    allowCredentials: true,
    maxAge: Duration.hours(1),
  };
  return new HttpApi(stack, name === "public" ? "PublicApi" : "AdminApi", {
    apiName: `${deployment.name}-${name}`,
    createDefaultStage: false,
    ...(name === "public" && allowedOrigins.length > 0 ? { corsPreflight: cors } : {}),
  });
}

interface Behind {
  readonly operations: ReadonlyMap<OperationName, IFunction>;
  /** Answers what no route takes. */
  readonly unknownRoute: IFunction;
}

/** The routes of the contract that belong to an API, and its stage with their throttles and its access log. */
export function addRoutes(stack: Stack, name: ApiName, api: HttpApi, plan: Plan, behind: Behind): void {
  const rows = rowsOf(name);
  const own = rows.map((operation) => behind.operations.get(operation)).filter((one) => one !== undefined);
  const caller = addCallerRole(stack, `${api.node.id}Caller`, [...own, behind.unknownRoute]);
  const added = rows.flatMap((operation) => {
    const handler = behind.operations.get(operation);
    if (handler === undefined) return [];
    const { method, path } = routes[operation];
    const routeKey = HttpRouteKey.with(path, HttpMethod[method]);
    return [addRoute(stack, `${idOf(operation)}Route`, api, routeKey, { handler, caller, name })];
  });
  added.push(
    addRoute(stack, `${api.node.id}UnknownRoute`, api, HttpRouteKey.DEFAULT, {
      handler: behind.unknownRoute,
      caller,
      name,
    }),
  );
  const throttle = ({ rate, burst }: { readonly rate: number; readonly burst: number }) => ({
    ThrottlingRateLimit: rate,
    ThrottlingBurstLimit: burst,
  });
  const stage = new CfnStage(stack, `${api.node.id}Stage`, {
    apiId: api.apiId,
    stageName: "$default",
    autoDeploy: true,
    defaultRouteSettings: { throttlingRateLimit: 50, throttlingBurstLimit: 100 },
    routeSettings: Object.fromEntries(
      rows.map((row) => [`${routes[row].method} ${routes[row].path}`, throttle(routes[row].throttle)]),
    ),
    accessLogSettings: {
      destinationArn: addAccessLog(stack, name, plan),
      format: JSON.stringify(accessLogFields[name]),
    },
  });
  // API Gateway refuses settings of a route that does not exist yet.
  stage.node.addDependency(...added);
}

function addRoute(
  stack: Stack,
  id: string,
  httpApi: HttpApi,
  routeKey: HttpRouteKey,
  { handler, caller, name }: { readonly handler: IFunction; readonly caller: Role; readonly name: ApiName },
): HttpRoute {
  const integration = new LambdaRoute(handler, caller);
  if (name === "admin") {
    return new HttpRoute(stack, id, { httpApi, routeKey, integration, authorizer: new HttpIamAuthorizer() });
  }
  const route = new HttpRoute(stack, id, { httpApi, routeKey, integration });
  acknowledge(route, {
    APIG4: "Open by contract: a login is how a caller becomes known; the function checks the login token itself.",
  });
  return route;
}

/** No path, query, header or address: a path holds a login's id, and the functions log what an operator needs. */
const common = {
  requestId: "$context.requestId",
  time: "$context.requestTimeEpoch",
  routeKey: "$context.routeKey",
  status: "$context.status",
  latency: "$context.responseLatency",
  integrationLatency: "$context.integrationLatency",
  integrationStatus: "$context.integrationStatus",
  integrationError: "$context.integrationErrorMessage",
  error: "$context.error.responseType",
} as const;
const accessLogFields = { public: common, admin: { ...common, caller: "$context.identity.userArn" } } as const;

function addAccessLog(stack: Stack, name: ApiName, plan: Plan): string {
  // The prefix keeps the log's resource policy, which API Gateway writes, under its size limit.
  const logGroupName = `/aws/vendedlogs/${plan.deployment.name}/${name}-api`;
  return arnOf(addLogGroup(stack, `${name}ApiLog`, plan, logGroupName));
}
