/**
 * Headers of every page, on AWS (CloudFront's response headers policy) and in the local stack alike. The pages load
 * nothing from elsewhere and hold no inline script or style, so the policy names what they use and nothing more.
 */
export const pageHeaders = {
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; "),
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy":
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()",
  // A link's token stands in the URL's fragment, and no page may be named to another site.
  "referrer-policy": "no-referrer",
  // Two years; browsers ignore it on plain http, so the local stack may send it too.
  "strict-transport-security": "max-age=63072000; includeSubDomains",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
} as const satisfies Readonly<Record<string, string>>;
