import { createBasics } from "../../shared/basics.ts";
import { readConfig } from "../../shared/config.ts";
import { originSecretHeader, originSecretOf } from "../../shared/http/source.ts";
import type { Incoming } from "./http.ts";

/** Where a developer is taken to be: the address says nothing. */
const viewer = { "cloudfront-viewer-country": "JP", "cloudfront-viewer-country-region": "13" } as const;

/**
 * CloudFront before the API: adds its secret and its word about the viewer, whatever the viewer says of itself. A
 * request that brings the secret's header, right or wrong, came past it and stays as it is.
 */
export async function createEdge(): Promise<(request: Incoming) => Incoming> {
  const { roots } = createBasics(readConfig());
  const secret = originSecretOf(await roots.challenge.current());
  return (request) => {
    if (originSecretHeader in request.headers) return request;
    const added = { ...viewer, [originSecretHeader]: secret, "cloudfront-viewer-address": `${request.address}:443` };
    return { ...request, headers: { ...request.headers, ...added } };
  };
}
