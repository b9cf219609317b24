import { beforeAll, describe, expect, it } from "@jest/globals";
import { createCors } from "../../infra/local/gateway/cors.ts";
import { operationNames, routes } from "../../shared/contract/routes.ts";
import { synthesise } from "./synthesised.ts";

const allowedOrigins = ["https://www.example.jp"];
let service: Awaited<ReturnType<typeof synthesise>>["service"];
beforeAll(async () => {
  ({ service } = await synthesise({ nidan: { allowedOrigins } }));
});

const properties = (type: string) => Object.values(service.findResources(type)).map(({ Properties }) => Properties);
const apiId = (name: "public" | "admin") => {
  const [id] = Object.keys(service.findResources("AWS::ApiGatewayV2::Api", { Properties: { Name: `nidan-${name}` } }));
  return { Ref: id };
};
const of = (name: "public" | "admin", type: string) =>
  properties(type).filter(({ ApiId }) => ApiId.Ref === apiId(name).Ref);
const routeKeyOf = ({ method, path }: (typeof routes)[keyof typeof routes]) => `${method} ${path}`;
const rowsOf = (name: "public" | "admin") => Object.values(routes).filter(({ api }) => api === name);

describe.each(["public", "admin"] as const)("given the %s API", (name) => {
  it("has the routes of the contract, and one for the rest", () => {
    const keys = of(name, "AWS::ApiGatewayV2::Route").map(({ RouteKey }) => RouteKey);
    expect(keys.sort()).toEqual([...rowsOf(name).map(routeKeyOf), "$default"].sort());
  });

  it("throttles each route as the contract says", () => {
    const [stage] = of(name, "AWS::ApiGatewayV2::Stage");
    const expected = rowsOf(name).map((row) => [
      routeKeyOf(row),
      { ThrottlingRateLimit: row.throttle.rate, ThrottlingBurstLimit: row.throttle.burst },
    ]);
    expect(stage.RouteSettings).toEqual(Object.fromEntries(expected));
    expect(stage.DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 });
  });

  it("asks for IAM on every admin route and on no public one", () => {
    const types = of(name, "AWS::ApiGatewayV2::Route").map(({ AuthorizationType }) => AuthorizationType);
    expect(new Set(types)).toEqual(new Set([name === "admin" ? "AWS_IAM" : "NONE"]));
  });

  it("logs each request without path, query, header or address", () => {
    const [{ AccessLogSettings }] = of(name, "AWS::ApiGatewayV2::Stage");
    const fields = Object.values(JSON.parse(AccessLogSettings.Format)).map(String);
    const harmless =
      /^\$context\.(requestId|requestTimeEpoch|routeKey|status|responseLatency|integration[A-Za-z]+|error\.responseType)$/;
    expect(fields.filter((field) => !harmless.test(field))).toEqual(
      name === "admin" ? ["$context.identity.userArn"] : [],
    );
  });

  it("makes its stage after its routes, whose throttles it names", () => {
    const [stage] = Object.values(
      service.findResources("AWS::ApiGatewayV2::Stage", { Properties: { ApiId: apiId(name) } }),
    );
    const ids = Object.keys(service.findResources("AWS::ApiGatewayV2::Route", { Properties: { ApiId: apiId(name) } }));
    expect(stage?.DependsOn).toEqual(expect.arrayContaining(ids));
  });
});

describe("given the functions behind the routes", () => {
  it.each(operationNames)("sends %s to its own function", (name) => {
    const route = properties("AWS::ApiGatewayV2::Route").find(({ RouteKey }) => RouteKey === routeKeyOf(routes[name]));
    const [, integrationId] = route.Target["Fn::Join"][1];
    const integration = service.findResources("AWS::ApiGatewayV2::Integration")[integrationId.Ref];
    const functionId = integration?.Properties.IntegrationUri["Fn::GetAtt"][0];
    expect(service.findResources("AWS::Lambda::Function")[functionId]?.Properties.Description).toBe(
      routes[name].summary,
    );
  });
});

describe.each(["public", "admin"] as const)("given the role by which the %s API calls", (name) => {
  const integrations = () => of(name, "AWS::ApiGatewayV2::Integration");

  it("is that of every route, and may call just the functions behind them", () => {
    const [roleId, ...more] = new Set(integrations().map(({ CredentialsArn }) => CredentialsArn["Fn::GetAtt"][0]));
    expect(more).toEqual([]);
    const role = service.findResources("AWS::IAM::Role")[String(roleId)]?.Properties;
    const behind = integrations().map(({ IntegrationUri }) => JSON.stringify(IntegrationUri));
    const [statement, ...others] = role.Policies.flatMap(
      (policy: { readonly PolicyDocument: { readonly Statement: readonly unknown[] } }) =>
        policy.PolicyDocument.Statement,
    );
    expect(others).toEqual([]);
    expect(statement).toMatchObject({ Effect: "Allow", Action: "lambda:InvokeFunction" });
    expect(statement.Resource.map((one: unknown) => JSON.stringify(one)).sort()).toEqual(behind.sort());
    expect(JSON.stringify(role.AssumeRolePolicyDocument)).toContain('"apigateway.amazonaws.com"');
  });

  it("stands in the place of permissions on the functions", () => {
    const granted = properties("AWS::Lambda::Permission").map(({ Principal }) => Principal);
    expect(granted).not.toContain("apigateway.amazonaws.com");
  });
});

describe("given frontends on other hosts", () => {
  const cors = () => properties("AWS::ApiGatewayV2::Api").find(({ Name }) => Name === "nidan-public").CorsConfiguration;

  it("lets those, and only those, call the public API, with the session's cookie", () => {
    expect(cors()).toMatchObject({ AllowOrigins: allowedOrigins, AllowCredentials: true });
  });

  it("lets them make every call of the contract, with all that a call takes, and read all that an answer says", () => {
    const methods: readonly string[] = cors().AllowMethods;
    expect([...methods].sort()).toEqual(["DELETE", "GET", "PATCH", "POST"]);
    expect(cors().AllowHeaders).toEqual(["authorization", "content-type", "idempotency-key", "if-match"]);
    expect(cors().ExposeHeaders).toEqual(["etag", "retry-after"]);
  });

  it("grants what the local stack grants", () => {
    const [origin = ""] = allowedOrigins;
    const headers = { origin, "access-control-request-method": "PATCH" };
    const asking = { method: "OPTIONS", path: "/", query: "", headers, body: undefined, address: "127.0.0.1" };
    const local = createCors(allowedOrigins);
    const { AllowCredentials, AllowHeaders, AllowMethods, ExposeHeaders, MaxAge } = cors();
    const granted = {
      "access-control-allow-origin": origin,
      "access-control-allow-credentials": `${AllowCredentials}`,
    };
    expect(local.preflight(asking)?.headers).toEqual({
      ...granted,
      "access-control-allow-methods": AllowMethods.join(),
      "access-control-allow-headers": AllowHeaders.join(),
      "access-control-max-age": `${MaxAge}`,
      vary: "origin",
    });
    const exposed = { "access-control-expose-headers": ExposeHeaders.join() };
    expect(local.headersFor(asking)).toEqual({ ...granted, ...exposed, vary: "origin" });
  });

  it("lets no page call the admin API", () => {
    const [api] = properties("AWS::ApiGatewayV2::Api").filter(({ Name }) => Name === "nidan-admin");
    expect(api).not.toHaveProperty("CorsConfiguration");
  });
});

describe("given no frontend on another host", () => {
  it("answers no preflight", async () => {
    const alone = await synthesise({ nidan: {} });
    for (const { Properties } of Object.values(alone.service.findResources("AWS::ApiGatewayV2::Api"))) {
      expect(Properties).not.toHaveProperty("CorsConfiguration");
    }
  });
});
