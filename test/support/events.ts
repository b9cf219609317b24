import type { APIGatewayProxyEventV2, Context } from "aws-lambda";
import { type OperationName, routes } from "../../shared/contract/routes.ts";

type Parts = Partial<
  Pick<APIGatewayProxyEventV2, "body" | "cookies" | "headers" | "isBase64Encoded" | "pathParameters">
>;

/** A call of the operation as API Gateway hands it over, from 203.0.113.7 past the edge. */
export function eventOf(name: OperationName, parts: Parts = {}): APIGatewayProxyEventV2 {
  const { method, path, auth } = routes[name];
  return {
    version: "2.0",
    routeKey: `${method} ${path}`,
    rawPath: path,
    rawQueryString: "",
    headers: {},
    isBase64Encoded: false,
    ...parts,
    requestContext: {
      accountId: "000000000000",
      apiId: "test",
      ...(auth === "iam" && { authorizer: { iam: { userArn: "arn:aws:iam::000000000000:user/test" } } }),
      domainName: "localhost",
      domainPrefix: "localhost",
      http: { method, path, protocol: "HTTP/1.1", sourceIp: "203.0.113.7", userAgent: "" },
      requestId: "request",
      routeKey: `${method} ${path}`,
      stage: "$default",
      time: "18/May/2033:03:33:20 +0000",
      timeEpoch: 0,
    },
  };
}

const nothing = () => {};

export const context: Context = {
  awsRequestId: "request",
  functionName: "test",
  functionVersion: "$LATEST",
  invokedFunctionArn: "arn:aws:lambda:ap-northeast-1:000000000000:function:test",
  memoryLimitInMB: "512",
  logGroupName: "/aws/lambda/test",
  logStreamName: "test",
  callbackWaitsForEmptyEventLoop: true,
  getRemainingTimeInMillis: () => 10_000,
  done: nothing,
  fail: nothing,
  succeed: nothing,
};
