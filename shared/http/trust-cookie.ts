import { createHash } from "node:crypto";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type { Config } from "../config.ts";
import { isOwnOrigin } from "./session.ts";

const prefix = "__Host-nidan-trust-";

/** More accounts than anybody trusts one browser for: beyond them the headers would grow too long. */
const mostInBrowser = 10;

/** The cookies of trusted browsers that a call presents. A page from elsewhere presents none, but for reading. */
export interface TrustCookies {
  /** The token for this subject. */
  of(sub: string): string | undefined;
  /** The cookies that go where one more is set: a browser sends the oldest first. */
  surplus(sub: string): readonly string[];
}

/**
 * One cookie for each subject, so that the sign-ins of two accounts in one browser, whose answers may come in any
 * order, never put an older secret in the place of a newer one.
 */
const nameOf = (sub: string): string => prefix + createHash("sha256").update(sub).digest("base64url").slice(0, 16);

export function presentedTrust(event: APIGatewayProxyEventV2, config: Config): TrustCookies {
  const isReading = event.requestContext.http.method === "GET";
  const presented = isReading || isOwnOrigin(event, config) ? (event.cookies ?? []) : [];
  const cookies = presented.filter((cookie) => cookie.startsWith(prefix)).map((cookie) => cookie.split("="));
  return {
    of: (sub) => cookies.find(([name]) => name === nameOf(sub))?.[1],
    surplus: (sub) => {
      const others = cookies.flatMap(([name = ""]) => (name === nameOf(sub) ? [] : [name]));
      const tooMany = Math.max(0, others.length + 1 - mostInBrowser);
      return others.slice(0, tooMany).map((name) => cookie(name, "", 0));
    },
  };
}

/** The cookie that makes a browser a trusted one, or takes that away. @param maxAgeSeconds 0 takes it away. */
export const trustCookieOf = (sub: string, token: string, maxAgeSeconds: number): string =>
  cookie(nameOf(sub), token, maxAgeSeconds);

const cookie = (name: string, value: string, maxAgeSeconds: number): string =>
  `${name}=${value}; Path=/; Max-Age=${maxAgeSeconds}; Secure; HttpOnly; SameSite=Lax`;
