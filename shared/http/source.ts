import { timingSafeEqual } from "node:crypto";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { networkOf, type Source } from "../domain/source.ts";
import type { KeyRing, RootKey } from "../ports/roots.ts";

/** The header by which CloudFront shows that it, and not a stranger, names the viewer's address. */
export const originSecretHeader = "x-nidan-origin";
const viewerAddressHeader = "cloudfront-viewer-address";

/**
 * Where a request came from: CloudFront's word when the origin secret proves it, else the connection's own address.
 * `X-Forwarded-For` is anybody's word and is never read.
 */
export async function sourceOf(
  { headers, requestContext }: APIGatewayProxyEventV2,
  challengeRoot: KeyRing,
): Promise<Source> {
  const viewer = headers[viewerAddressHeader];
  const isViewer = viewer !== undefined && (await isFromEdge(headers, challengeRoot));
  const address = isViewer ? withoutPort(viewer) : requestContext.http.sourceIp;
  return { network: networkOf(address), address };
}

/** Whether CloudFront sent the request, so that its word about the viewer counts. */
export async function isFromEdge(headers: APIGatewayProxyEventV2["headers"], challengeRoot: KeyRing): Promise<boolean> {
  const secret = headers[originSecretHeader];
  return secret !== undefined && (await isOrigin(secret, challengeRoot));
}

/** `198.51.100.10:46532` and `2001:db8::1:46532`: the port stands behind the last colon; brackets may stand around. */
const withoutPort = (viewer: string) => viewer.slice(0, viewer.lastIndexOf(":")).replace(/[[\]]/g, "");

async function isOrigin(given: string, challengeRoot: KeyRing): Promise<boolean> {
  const [keyId = ""] = given.split(".", 1);
  const root = await challengeRoot.find(keyId);
  if (root === undefined) return false;
  const [one, other] = [Buffer.from(given), Buffer.from(originSecretOf(root))];
  return one.length === other.length && timingSafeEqual(one, other);
}

/**
 * What CloudFront sends with each request: derived from the root wherever it is needed, stored nowhere. It names its
 * key, so that during a rotation the one that CloudFront still sends is known too.
 */
export const originSecretOf = (root: RootKey): string =>
  `${root.keyId}.${Buffer.from(root.derive("origin-secret")).toString("base64url")}`;
