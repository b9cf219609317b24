import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type { Config } from "../config.ts";
import { type Browser, browserCookie, browserCookieLife, isBrowserSecret } from "../domain/browser.ts";
import { toSeconds } from "../domain/duration.ts";

/** The browser that a call comes from, by its cookie and the origin of its page. */
export function browserOf({ cookies, headers }: APIGatewayProxyEventV2, { origin, settings }: Config): Browser {
  const prefix = `${browserCookie}=`;
  const secret = cookies?.find((one) => one.startsWith(prefix))?.slice(prefix.length);
  return {
    secret: secret !== undefined && isBrowserSecret(secret) ? secret : undefined,
    page: pageOf(headers.origin, origin, settings.allowedOrigins),
  };
}

function pageOf(from: string | undefined, own: string, allowed: readonly string[]): Browser["page"] {
  if (from === undefined) return "none";
  if (from === own) return "own";
  return allowed.includes(from) ? "allowed" : "foreign";
}

/** The cookie that a login's browser is known by. */
export const browserCookieOf = (secret: string): string =>
  `${browserCookie}=${secret}; Path=/; Max-Age=${toSeconds(browserCookieLife)}; Secure; HttpOnly; SameSite=Lax`;
