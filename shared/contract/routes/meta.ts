import { open, type Routes } from "./row.ts";

/** What is to be known of the service itself. */
export const metaRoutes = {
  getService: {
    ...open,
    method: "GET",
    path: "/v1/service",
    summary: "The service's name, and where its messages come from.",
    success: 200,
    problems: [],
    cacheSeconds: 300,
    throttle: { rate: 200, burst: 400 },
  },
  getOpenidConfiguration: {
    ...open,
    method: "GET",
    path: "/.well-known/openid-configuration",
    summary: "What a verifier of results needs to know (OpenID Connect Discovery 1.0).",
    success: 200,
    problems: [],
    cacheSeconds: 3600,
    throttle: { rate: 200, burst: 400 },
  },
  getJwks: {
    ...open,
    method: "GET",
    path: "/.well-known/jwks.json",
    summary: "The keys that sign results (RFC 7517).",
    success: 200,
    problems: [],
    cacheSeconds: 300,
    throttle: { rate: 200, burst: 400 },
  },
  getOpenapi: {
    ...open,
    method: "GET",
    path: "/v1/openapi.json",
    summary: "This description (OpenAPI 3.1).",
    success: 200,
    problems: [],
    cacheSeconds: 300,
    throttle: { rate: 50, burst: 100 },
  },
} as const satisfies Routes;
