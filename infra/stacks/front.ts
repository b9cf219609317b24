import { Duration, Fn, type Stack, Validations } from "aws-cdk-lib";
import type { HttpApi } from "aws-cdk-lib/aws-apigatewayv2";
import type { ICertificate } from "aws-cdk-lib/aws-certificatemanager";
import {
  AccessLevel,
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  HttpVersion,
  OriginProtocolPolicy,
  OriginSslPolicy,
  PriceClass,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import { HttpOrigin, S3BucketOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import { AaaaRecord, ARecord, HostedZone, RecordTarget } from "aws-cdk-lib/aws-route53";
import { CloudFrontTarget } from "aws-cdk-lib/aws-route53-targets";
import { routes } from "../../shared/contract/routes.ts";
import { originSecretHeader } from "../../shared/http/source.ts";
import { acknowledge } from "./acknowledge.ts";
import { addApiPolicies, addPagePolicies } from "./front-policies.ts";
import type { PageBuckets } from "./pages.ts";
import type { Plan } from "./plan.ts";

interface Behind {
  readonly api: HttpApi;
  readonly originSecret: string;
  readonly buckets: PageBuckets;
  readonly webAclArn: string;
  readonly certificate: ICertificate | undefined;
}

const cachedPaths = Object.values(routes).flatMap(({ path, cacheSeconds }) => (cacheSeconds > 0 ? [path] : []));

/** The one host: pages from the bucket, `/v1/*` and `/.well-known/*` from the public API. */
export function addFront(stack: Stack, { settings, deployment }: Plan, behind: Behind): Distribution {
  const { api, originSecret, buckets, webAclArn, certificate } = behind;
  const { host } = settings;
  const apiOrigin = new HttpOrigin(Fn.select(2, Fn.split("/", api.apiEndpoint)), {
    protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
    originSslProtocols: [OriginSslPolicy.TLS_V1_2],
    readTimeout: Duration.seconds(15),
    customHeaders: { [originSecretHeader]: originSecret },
  });
  const { uncached, cached, forwarded, headers } = addApiPolicies(stack);
  const toApi: BehaviorOptions = {
    origin: apiOrigin,
    allowedMethods: AllowedMethods.ALLOW_ALL,
    // Never a redirect: the first request would already have carried its password in clear.
    viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    cachePolicy: uncached,
    originRequestPolicy: forwarded,
    responseHeadersPolicy: headers,
  };
  const toCachedApi = { ...toApi, allowedMethods: AllowedMethods.ALLOW_GET_HEAD_OPTIONS, cachePolicy: cached };
  const distribution = new Distribution(stack, "Front", {
    comment: `${deployment.name}: pages and API`,
    defaultBehavior: {
      // Listing lets S3 answer 404 rather than 403; nobody sees a list, because `/` is rewritten.
      origin: S3BucketOrigin.withOriginAccessControl(buckets.pages, {
        originAccessLevels: [AccessLevel.READ, AccessLevel.LIST],
      }),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      ...addPagePolicies(stack),
    },
    // The first that fits is taken.
    additionalBehaviors: {
      ...Object.fromEntries(cachedPaths.map((path) => [path, toCachedApi])),
      "/v1/*": toApi,
      "/.well-known/*": toApi,
    },
    // Else CloudFront repeats an error to everyone for 10 s.
    errorResponses: [400, 403, 404, 405, 500, 502, 503, 504].map((httpStatus) => ({
      httpStatus,
      ttl: Duration.seconds(0),
    })),
    webAclId: webAclArn,
    httpVersion: HttpVersion.HTTP2_AND_3,
    defaultRootObject: "index.html",
    priceClass: PriceClass.PRICE_CLASS_200,
    logBucket: buckets.logs,
    logFilePrefix: "cloudfront/",
    logIncludesCookies: false,
    ...(host === undefined || certificate === undefined
      ? {}
      : { domainNames: [host], certificate, minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021 }),
  });
  acknowledge(distribution, {
    CFR1: "People sign in from wherever they are; what a country may receive is limited at the send (sends.countries).",
    ...(certificate === undefined
      ? {
          CFR4: "CloudFront's own host has CloudFront's own TLS policy; with a host and certificate it is TLSv1.2_2021.",
        }
      : {}),
  });
  Validations.of(distribution).acknowledge({
    id: "@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk",
    reason: "No request reaches the root of the bucket: the page function rewrites it, and queries are not forwarded.",
  });
  if (host !== undefined && deployment.domain.hostedZone !== undefined) {
    const { id, name } = deployment.domain.hostedZone;
    const zone = HostedZone.fromHostedZoneAttributes(stack, "Zone", { hostedZoneId: id, zoneName: name });
    const record = { zone, recordName: host, target: RecordTarget.fromAlias(new CloudFrontTarget(distribution)) };
    new ARecord(stack, "HostV4", record);
    new AaaaRecord(stack, "HostV6", record);
  }
  return distribution;
}
