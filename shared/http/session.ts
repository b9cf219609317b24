import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type { Config } from "../config.ts";
import { Problem } from "../domain/problem.ts";
import { openSessionToken, type PresentedSession, sessionCookie } from "../domain/session.ts";

/**
 * The session that a call presents: as a bearer, or as the cookie. A cookie comes along by itself, so a call that
 * changes something counts only from a page of ours or of an allowed origin.
 *
 * @throws Problem `unauthenticated` for none, `forbidden` for one from elsewhere.
 */
export function presentedSession(event: APIGatewayProxyEventV2, config: Config): PresentedSession {
  const [, bearer] = /^Bearer ([A-Za-z0-9_-]+)$/i.exec(event.headers.authorization ?? "") ?? [];
  const prefix = `${sessionCookie}=`;
  const cookie = event.cookies?.find((one) => one.startsWith(prefix))?.slice(prefix.length);
  const presented = openSessionToken(bearer ?? cookie ?? "");
  if (presented === undefined) throw new Problem("unauthenticated");
  const isSafe = event.requestContext.http.method === "GET";
  if (bearer === undefined && !isSafe && !isOwnOrigin(event, config)) {
    throw new Problem("forbidden", { detail: "a call with a cookie must come from a page of the service" });
  }
  return bearer === undefined ? presented : { ...presented, isBearer: true };
}

/** Whether a page of ours or of an allowed origin makes the call: browsers say so, and no script can say otherwise. */
export const isOwnOrigin = ({ headers }: APIGatewayProxyEventV2, { origin, settings }: Config): boolean =>
  headers.origin === origin || (headers.origin !== undefined && settings.allowedOrigins.includes(headers.origin));

/** The cookie that hands a session over, or takes it away. @param maxAgeSeconds 0 takes it away. */
export const cookieOf = (token: string, maxAgeSeconds: number): string =>
  `${sessionCookie}=${token}; Path=/; Max-Age=${maxAgeSeconds}; Secure; HttpOnly; SameSite=Lax`;
