import vm from "node:vm";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { pageHeaders } from "../../infra/page-headers.ts";
import { pagePathCode } from "../../infra/stacks/front-policies.ts";
import { routes } from "../../shared/contract/routes.ts";
import { synthesise } from "./synthesised.ts";

let service: Awaited<ReturnType<typeof synthesise>>["service"];
beforeAll(async () => {
  ({ service } = await synthesise());
});
const only = (type: string) => {
  const [resource] = Object.values(service.findResources(type));
  return resource?.Properties;
};
const distribution = () => only("AWS::CloudFront::Distribution").DistributionConfig;
const policyOf = (type: string, id: string) => service.findResources(type)[id]?.Properties;
const behaviour = (path: string) =>
  distribution().CacheBehaviors.find(({ PathPattern }: { readonly PathPattern: string }) => PathPattern === path);

describe("given the pages", () => {
  it("sends the headers that the local stack sends too", () => {
    const { SecurityHeadersConfig: security, CustomHeadersConfig } = policyOf(
      "AWS::CloudFront::ResponseHeadersPolicy",
      distribution().DefaultCacheBehavior.ResponseHeadersPolicyId.Ref,
    ).ResponseHeadersPolicyConfig;
    const { AccessControlMaxAgeSec: age, IncludeSubdomains } = security.StrictTransportSecurity;
    const custom = CustomHeadersConfig.Items.map(({ Header, Value }: Record<string, string>) => [Header, Value]);
    expect({
      ...Object.fromEntries(custom),
      "content-security-policy": security.ContentSecurityPolicy.ContentSecurityPolicy,
      "referrer-policy": security.ReferrerPolicy.ReferrerPolicy,
      "strict-transport-security": `max-age=${age}${IncludeSubdomains ? "; includeSubDomains" : ""}`,
      "x-content-type-options": "ContentTypeOptions" in security ? "nosniff" : "",
      "x-frame-options": security.FrameOptions.FrameOption,
    }).toEqual(pageHeaders);
  });

  it("allows no inline script or style, no frame, and nothing from elsewhere", () => {
    const policy = pageHeaders["content-security-policy"];
    expect(policy).toMatch(/^default-src 'none';/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-|https?:|\*/);
  });

  it.each([
    ["/", "/index.html"],
    ["/login/code", "/index.html"],
    ["/settings/backup-codes/", "/index.html"],
    ["/v", "/index.html"],
    ["/v1.0/login", "/index.html"],
    ["/assets/index-CwrbnG0Q.css", "/assets/index-CwrbnG0Q.css"],
    ["/docs", "/docs.html"],
    ["/docs/", "/docs.html"],
    ["/docs/more", "/index.html"],
    ["/favicon.svg", "/favicon.svg"],
    ["/missing.js", "/missing.js"],
  ])("answers %s from %s", (uri, file) => {
    const request = vm.runInNewContext(`${pagePathCode}\nhandler({ request: { uri: ${JSON.stringify(uri)} } })`);
    expect(request.uri).toBe(file);
  });

  it("come from a private bucket, by CloudFront's own access", () => {
    const [bucket] = Object.values(
      service.findResources("AWS::S3::Bucket", { Properties: { LoggingConfiguration: {} } }),
    );
    expect(bucket?.Properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    expect(distribution().Origins[0]).toHaveProperty("OriginAccessControlId");
  });

  it("are fetched anew, but for those whose names carry a hash", () => {
    const uploads = Object.values(service.findResources("Custom::CDKBucketDeployment")).map(({ Properties }) => ({
      exclude: Properties.Exclude,
      include: Properties.Include,
      cacheControl: Properties.SystemMetadata["cache-control"],
    }));
    expect(uploads).toEqual([
      { exclude: ["*"], include: ["assets/*"], cacheControl: "public, max-age=31536000, immutable" },
      { exclude: ["assets/*"], cacheControl: "no-cache" },
    ]);
  });
});

describe("given the API behind the same host", () => {
  it.each(["/v1/*", "/.well-known/*"])("keeps no answer of %s", (path) => {
    const policy = policyOf("AWS::CloudFront::CachePolicy", behaviour(path).CachePolicyId.Ref).CachePolicyConfig;
    expect(policy).toMatchObject({ MinTTL: 0, DefaultTTL: 0, MaxTTL: 1 });
  });

  it("keeps what the contract says may be kept, and for no longer", () => {
    const kept = Object.values(routes).filter(({ cacheSeconds }) => cacheSeconds > 0);
    for (const { path, cacheSeconds } of kept) {
      const policy = policyOf("AWS::CloudFront::CachePolicy", behaviour(path).CachePolicyId.Ref).CachePolicyConfig;
      expect(policy).toMatchObject({ MinTTL: 0, DefaultTTL: 0 });
      expect(policy.MaxTTL).toBeGreaterThanOrEqual(cacheSeconds);
    }
  });

  it("never shares an answer between two who are told apart by token or cookie", () => {
    const { ParametersInCacheKeyAndForwardedToOrigin: key } = policyOf(
      "AWS::CloudFront::CachePolicy",
      behaviour("/v1/*").CachePolicyId.Ref,
    ).CachePolicyConfig;
    expect(key.HeadersConfig.Headers).toEqual(expect.arrayContaining(["authorization", "origin"]));
    expect(key.CookiesConfig).toEqual({ CookieBehavior: "all" });
    expect(key.QueryStringsConfig).toEqual({ QueryStringBehavior: "all" });
  });

  it("passes on ten headers at most, the viewer's address among them, and never the host", () => {
    const { HeadersConfig } = only("AWS::CloudFront::OriginRequestPolicy").OriginRequestPolicyConfig;
    const headers: readonly string[] = HeadersConfig.Headers.map((header: string) => header.toLowerCase());
    expect(HeadersConfig.HeaderBehavior).toBe("whitelist");
    const viewer = [
      "user-agent",
      "cloudfront-viewer-address",
      "cloudfront-viewer-country",
      "cloudfront-viewer-country-region",
    ];
    const needed = [...viewer, "idempotency-key", "if-match", "content-type"];
    expect(headers).toEqual(expect.arrayContaining(needed));
    expect(headers).not.toContain("host");
    expect(headers).not.toContain("x-forwarded-for");
    expect(headers.length).toBeLessThanOrEqual(10);
  });

  it("passes on every cookie, the session among them", () => {
    const { CookiesConfig } = only("AWS::CloudFront::OriginRequestPolicy").OriginRequestPolicyConfig;
    expect(CookiesConfig).toEqual({ CookieBehavior: "all" });
  });

  it.each(["GET", "POST", "PATCH", "DELETE"])("lets %s through to it", (method) => {
    expect(behaviour("/v1/*").AllowedMethods).toContain(method);
  });

  it("proves to the functions that it is CloudFront, by a value that the template does not hold", () => {
    const [secretId] = Object.keys(service.findResources("Custom::OriginSecret"));
    expect(distribution().Origins[1].OriginCustomHeaders).toEqual([
      { HeaderName: "x-nidan-origin", HeaderValue: { "Fn::GetAtt": [secretId, "Secret"] } },
    ]);
  });

  it("speaks nothing but TLS, and redirects no password to it", () => {
    expect(behaviour("/v1/*").ViewerProtocolPolicy).toBe("https-only");
    expect(distribution().Origins[1].CustomOriginConfig).toMatchObject({
      OriginProtocolPolicy: "https-only",
      OriginSSLProtocols: ["TLSv1.2"],
    });
  });

  it("repeats no error to the next caller", () => {
    const kept = distribution().CustomErrorResponses.map(
      ({ ErrorCode, ErrorCachingMinTTL }: Record<string, number>) => [ErrorCode, ErrorCachingMinTTL],
    );
    expect(kept).toEqual([400, 403, 404, 405, 500, 502, 503, 504].map((status) => [status, 0]));
  });
});

describe("given a host of the operator's", () => {
  const zone = { id: "Z0123456789", name: "example.jp" };

  it("serves it with its certificate, from TLS 1.2 on, and points its records there", async () => {
    const named = await synthesise({
      nidan: { host: "login.example.jp" },
      deployment: { domain: { hostedZone: zone } },
    });
    const [front] = Object.values(named.service.findResources("AWS::CloudFront::Distribution"));
    expect(front?.Properties.DistributionConfig).toMatchObject({
      Aliases: ["login.example.jp"],
      ViewerCertificate: { MinimumProtocolVersion: "TLSv1.2_2021", SslSupportMethod: "sni-only" },
    });
    named.edge.hasResourceProperties("AWS::CertificateManager::Certificate", { DomainName: "login.example.jp" });
    const records = Object.values(named.service.findResources("AWS::Route53::RecordSet"));
    expect(records.map(({ Properties }) => `${Properties.Type} ${Properties.Name}`).sort()).toEqual([
      "A login.example.jp.",
      "AAAA login.example.jp.",
    ]);
  });
});
