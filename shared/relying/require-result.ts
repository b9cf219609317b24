import type { MiddlewareObj } from "@middy/core";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import {
  createResultVerifier,
  type LoginResult,
  type RelyingService,
  ResultRefused,
  type Wanted,
} from "./verify-result.ts";

/** What the middleware leaves for the handler, in middy's `internal` and on the event. */
export interface WithResult {
  readonly nidan: LoginResult;
}

/**
 * A middy middleware for a relying service's own Lambda behind an HTTP API: lets a call through that brings a result as
 * its bearer, and gives the handler what it says as `event.nidan`.
 *
 * Without one, or with one that does not stand, it answers 401 (RFC 6750 3); with one that is genuine but not enough,
 * 401 `insufficient_user_authentication` and what would be (RFC 9470 3). Keys that cannot be fetched are thrown.
 */
export function requireResult(
  service: RelyingService,
  wanted: Omit<Wanted, "nonce"> = {},
): MiddlewareObj<APIGatewayProxyEventV2 & Partial<WithResult>, APIGatewayProxyStructuredResultV2> {
  const verifyResult = createResultVerifier(service);
  return {
    before: async ({ event }) => {
      const authorization = event.headers.authorization ?? event.headers.Authorization ?? "";
      const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(authorization) ?? [];
      if (token === undefined) return challenge("Bearer", { code: "unauthenticated" });
      try {
        Object.assign(event, { nidan: await verifyResult(token, wanted) });
        return undefined;
      } catch (error) {
        if (!(error instanceof ResultRefused)) throw error;
        return refused(error, wanted);
      }
    },
  };
}

function refused(
  { refusal }: ResultRefused,
  { maxAgeSeconds, secondFactor }: Wanted,
): APIGatewayProxyStructuredResultV2 {
  if (refusal !== "second_factor_missing" && refusal !== "too_old") {
    return challenge('Bearer error="invalid_token"', { code: "invalid_token" });
  }
  const fields = {
    ...(secondFactor === undefined ? {} : { acr_values: "urn:nidan:acr:2" }),
    ...(maxAgeSeconds === undefined ? {} : { max_age: maxAgeSeconds }),
  };
  const named = Object.entries(fields).map(([name, value]) => `, ${name}="${value}"`);
  return challenge(`Bearer error="insufficient_user_authentication"${named.join("")}`, {
    code: "insufficient_user_authentication",
    ...fields,
  });
}

const challenge = (header: string, fields: Readonly<Record<string, unknown>>): APIGatewayProxyStructuredResultV2 => ({
  statusCode: 401,
  headers: { "content-type": "application/problem+json", "www-authenticate": header, "cache-control": "no-store" },
  body: JSON.stringify({ type: "about:blank", title: "Unauthorized", status: 401, ...fields }),
});
