import { beforeAll, describe, expect, it } from "@jest/globals";
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

describe("given frontends on other hosts", () => {
  it("lets those, and only those, call the public API", () => {
    const [api] = properties("AWS::ApiGatewayV2::Api").filter(({ Name }) => Name === "nidan-public");
    expect(api.CorsConfiguration).toMatchObject({
      AllowOrigins: allowedOrigins,
      AllowMethods: expect.arrayContaining(["GET", "POST", "DELETE"]),
      AllowHeaders: ["authorization", "content-type", "idempotency-key"],
    });
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
