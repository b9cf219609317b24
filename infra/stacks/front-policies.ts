import { Duration, type Stack } from "aws-cdk-lib";
import {
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  Function as CloudFrontFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  OriginRequestCookieBehavior,
  OriginRequestHeaderBehavior,
  OriginRequestPolicy,
  OriginRequestQueryStringBehavior,
  ResponseHeadersPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import { pageHeaders } from "../page-headers.ts";

const strictTransportSecurity = {
  accessControlMaxAge: Duration.days(730),
  includeSubdomains: true,
  override: true,
} as const;

/** How requests reach the API: nothing of the viewer but what is named here, and never its `Host`. */
export function addApiPolicies(stack: Stack) {
  return {
    /**
     * CloudFront forwards `Authorization` only from a cache policy, and takes headers in one only where something
     * could be cached: so a second at most, and only if an answer asked for it; ours say `no-store`. Whatever tells
     * one caller from another is in the key, because requests with the same key may wait for one another's answer.
     */
    uncached: new CachePolicy(stack, "Uncached", {
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.seconds(0),
      maxTtl: Duration.seconds(1),
      headerBehavior: CacheHeaderBehavior.allowList("authorization", "origin"),
      cookieBehavior: CacheCookieBehavior.all(),
      queryStringBehavior: CacheQueryStringBehavior.all(),
    }),
    /** For as long as the answer's `Cache-Control` says; the CORS headers depend on the origin. */
    cached: new CachePolicy(stack, "Cached", {
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.seconds(0),
      maxTtl: Duration.hours(1),
      headerBehavior: CacheHeaderBehavior.allowList("origin"),
      enableAcceptEncodingGzip: true,
      enableAcceptEncodingBrotli: true,
    }),
    forwarded: new OriginRequestPolicy(stack, "Forwarded", {
      // CloudFront's quota is ten.
      headerBehavior: OriginRequestHeaderBehavior.allowList(
        "content-type",
        "accept-language",
        "user-agent",
        "idempotency-key",
        "if-match",
        "access-control-request-method",
        "access-control-request-headers",
        "CloudFront-Viewer-Address",
        "CloudFront-Viewer-Country",
        "CloudFront-Viewer-Country-Region",
      ),
      cookieBehavior: OriginRequestCookieBehavior.all(),
      queryStringBehavior: OriginRequestQueryStringBehavior.all(),
    }),
    headers: new ResponseHeadersPolicy(stack, "ApiHeaders", {
      securityHeadersBehavior: { contentTypeOptions: { override: true }, strictTransportSecurity },
    }),
  };
}

/** A path whose last part has no dot is a page, and every page is the one document, but for the API reference. */
export const pagePathCode = `function handler(event) {
  var request = event.request;
  if (request.uri === "/docs" || request.uri === "/docs/") request.uri = "/docs.html";
  else if (request.uri.split("/").pop().indexOf(".") === -1) request.uri = "/index.html";
  return request;
}`;

/** What pages get on top: the rewrite of their paths, and their headers. */
export function addPagePolicies(stack: Stack) {
  const rewrite = new CloudFrontFunction(stack, "PagePath", {
    code: FunctionCode.fromInline(pagePathCode),
    runtime: FunctionRuntime.JS_2_0,
  });
  // CloudFront takes these in fields of their own and refuses them as custom headers.
  const {
    "content-security-policy": contentSecurityPolicy,
    "referrer-policy": _referrer,
    "strict-transport-security": _transport,
    "x-content-type-options": _type,
    "x-frame-options": _frame,
    ...custom
  } = pageHeaders;
  return {
    functionAssociations: [{ function: rewrite, eventType: FunctionEventType.VIEWER_REQUEST }],
    responseHeadersPolicy: new ResponseHeadersPolicy(stack, "PageHeaders", {
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy, override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity,
      },
      customHeadersBehavior: {
        customHeaders: Object.entries(custom).map(([header, value]) => ({ header, value, override: true })),
      },
    }),
  };
}
