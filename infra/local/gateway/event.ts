import { randomBytes, randomUUID } from "node:crypto";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type { OperationName } from "../../../shared/contract/routes.ts";
import { routes } from "../../../shared/contract/routes.ts";
import type { Incoming } from "../http.ts";
import type { Match } from "./match.ts";
import { callerOf } from "./sigv4.ts";

/** HTTP API hands these on as text and every other body, even a form, as base64. */
const textTypes = /^(text\/.*|application\/(json|xml|javascript))$/;

const accountId = "000000000000";
const apiIds = { public: "localpublic", admin: "localadmin" } as const;

/** The authorizer's word about a signed call. */
const authorizerOf = (caller: string) => ({
  iam: {
    accessKey: caller,
    accountId,
    callerId: caller,
    cognitoIdentity: null,
    principalOrgId: "o-local",
    userArn: `arn:aws:iam::${accountId}:user/${caller}`,
    userId: caller,
  },
});

/**
 * The event of an HTTP API with payload format 2.0, as API Gateway makes it of this request.
 *
 * @param path decoded, as API Gateway has it even in `rawPath`.
 * @param at by the handlers' clock, milliseconds since 1970.
 */
export function eventOf(request: Incoming, path: string, { name, params }: Match, at: number): APIGatewayProxyEventV2 {
  const { method, path: routePath, api } = routes[name];
  const { cookie, ...headers } = request.headers;
  const cookies = cookie?.split(";").map((one) => one.trim());
  const query = queryOf(request.query);
  return {
    version: "2.0",
    routeKey: `${method} ${routePath}`,
    rawPath: path,
    rawQueryString: request.query,
    ...(cookies && { cookies }),
    headers: { ...headers, ...forwarded(request) },
    ...(query && { queryStringParameters: query }),
    ...(Object.keys(params).length > 0 && { pathParameters: params }),
    requestContext: {
      accountId,
      apiId: apiIds[api],
      ...(api === "admin" && { authorizer: authorizerOf(callerOf(request)) }),
      domainName: request.headers.host ?? "localhost",
      domainPrefix: "localhost",
      http: {
        method: request.method,
        path,
        protocol: "HTTP/1.1",
        sourceIp: request.address,
        userAgent: request.headers["user-agent"] ?? "",
      },
      requestId: requestId(),
      routeKey: `${method} ${routePath}`,
      stage: "$default",
      time: logTime(at),
      timeEpoch: at,
    },
    ...bodyOf(request),
  };
}

/** The name of the Lambda that a route calls. */
export const functionNameOf = (name: OperationName): string => `local-${name}`;

/** What API Gateway adds: the sender's own word, if any, stays in front, so it proves nothing. */
function forwarded({ headers, address }: Incoming): Record<string, string> {
  const before = headers["x-forwarded-for"];
  return {
    "x-amzn-trace-id": `Root=1-${randomBytes(4).toString("hex")}-${randomBytes(12).toString("hex")}`,
    "x-forwarded-for": before === undefined ? address : `${before}, ${address}`,
    "x-forwarded-proto": "http",
  };
}

function queryOf(query: string): Record<string, string> | undefined {
  if (query === "") return undefined;
  const fields = new URLSearchParams(query);
  return Object.fromEntries([...new Set(fields.keys())].map((key) => [key, fields.getAll(key).join(",")]));
}

function bodyOf({ body, headers }: Incoming): { body?: string; isBase64Encoded: boolean } {
  if (body === undefined || body.length === 0) return { isBase64Encoded: false };
  const [type = ""] = (headers["content-type"] ?? "").toLowerCase().split(";");
  const isText = textTypes.test(type.trim());
  return { body: body.toString(isText ? "utf8" : "base64"), isBase64Encoded: !isText };
}

/** As API Gateway's look: 15 characters and an equals sign. */
const requestId = (): string => `${randomUUID().replaceAll("-", "").slice(0, 15)}=`;

/** `12/Mar/2020:19:03:58 +0000` */
function logTime(at: number): string {
  const [, day, month, year, time] = new Date(at).toUTCString().split(" ");
  return `${day}/${month}/${year}:${time} +0000`;
}
