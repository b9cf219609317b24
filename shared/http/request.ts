import type { APIGatewayProxyEventV2 } from "aws-lambda";
import * as z from "zod/mini";
import type { Config } from "../config.ts";
import type { Device } from "../contract/device.ts";
import { type Bodies, type BodyOf, operations, type QueryOf } from "../contract/operations.ts";
import { type OperationName, type ParamsOf, routes } from "../contract/routes.ts";
import { troublesOf } from "../contract/troubles.ts";
import type { Browser } from "../domain/browser.ts";
import type { Holder } from "../domain/login.ts";
import type { Principal } from "../domain/principal.ts";
import { Problem } from "../domain/problem.ts";
import type { PresentedSession } from "../domain/session.ts";
import type { Source } from "../domain/source.ts";
import type { KeyRing, Roots } from "../ports/roots.ts";
import { holderOf } from "../steps/hold-login.ts";
import { browserOf } from "./browser.ts";
import { deviceOf } from "./device.ts";
import { principalOf } from "./principal.ts";
import { presentedSession } from "./session.ts";
import { sourceOf } from "./source.ts";
import { presentedTrust, type TrustCookies } from "./trust-cookie.ts";

interface Needs {
  readonly config: Config;
  readonly roots: Roots;
}

type AuthOf<K extends OperationName> = (typeof routes)[K]["auth"];

/** What a use case is given: parsed, and proved where the route asks for proof. */
export interface RequestOf<K extends OperationName> {
  readonly body: BodyOf<K>;
  readonly query: QueryOf<K>;
  /** Where the call came from; asked for by those that count it. */
  source(): Promise<Source>;
  /** What people can be told of the caller's browser and area. */
  device(): Promise<Device>;
  /** Who holds the login, from the login token; only on routes that want one. */
  readonly holder: AuthOf<K> extends "login" ? Holder : undefined;
  /** The browser that the call comes from. */
  readonly browser: Browser;
  /** Which session is presented; only on routes that want one. Whether it is open, the table says. */
  readonly session: AuthOf<K> extends "session" ? PresentedSession : undefined;
  /** Who calls, from the signature; only on routes that want one. */
  readonly principal: AuthOf<K> extends "iam" ? Principal : undefined;
  /** The cookies of trusted browsers. */
  readonly trust: TrustCookies;
  /** What the path names. */
  readonly params: ParamsOf<K>;
  /** The version that `If-Match` names. */
  readonly ifMatch: number | undefined;
  readonly idempotencyKey: string | undefined;
}

/** The request of an operation, parsed and proved. The body is what middy's parser made of it. */
export async function requestOf<K extends OperationName>(
  name: K,
  event: APIGatewayProxyEventV2,
  needs: Needs,
): Promise<RequestOf<K>>;
export async function requestOf(
  name: OperationName,
  event: APIGatewayProxyEventV2,
  { config, roots }: Needs,
): Promise<RequestOf<OperationName> | object> {
  const { auth } = routes[name];
  return {
    body: parseBody(name, event.body),
    query: parseQuery(name, event.queryStringParameters),
    source: () => sourceOf(event, roots.challenge),
    device: () => deviceOf(event, roots.challenge),
    holder: auth === "login" ? await proveHolder(event, roots.challenge) : undefined,
    browser: browserOf(event, config),
    session: auth === "session" ? presentedSession(event, config) : undefined,
    principal: auth === "iam" ? principalOf(event) : undefined,
    trust: presentedTrust(event, config),
    params: event.pathParameters ?? {},
    ifMatch: ifMatchOf(event.headers),
    idempotencyKey: idempotencyKeyOf(name, event.headers),
  };
}

/** @throws Problem `invalid_request` for what cannot be a version. */
function ifMatchOf(headers: APIGatewayProxyEventV2["headers"]): number | undefined {
  const given = headers["if-match"];
  if (given === undefined) return undefined;
  const [, version] = /^"?(\d{1,9})"?$/.exec(given) ?? [];
  if (version !== undefined) return Number(version);
  throw new Problem("invalid_request", {
    errors: [{ pointer: "#If-Match", detail: "must be the version that was read" }],
  });
}

/** @throws Problem `invalid_request`, as for a body. */
function parseQuery(name: OperationName, query: APIGatewayProxyEventV2["queryStringParameters"]): unknown {
  const row: Bodies = operations[name];
  return row.query === undefined ? undefined : parsedBy(row.query, query ?? {}, "#");
}

/** @throws Problem `invalid_request`, naming each wrong field by its pointer and never repeating its value. */
function parseBody(name: OperationName, body: unknown): unknown {
  const row: Bodies = operations[name];
  if (row.body === undefined) return undefined;
  if (typeof body === "string")
    throw new Problem("invalid_request", { detail: "content-type must be application/json" });
  return parsedBy(row.body, body ?? {}, "");
}

function parsedBy(schema: z.ZodMiniType, given: unknown, root: string): unknown {
  const parsed = z.safeParse(schema, given);
  if (parsed.success) return parsed.data;
  throw new Problem("invalid_request", {
    errors: troublesOf(parsed.error.issues).map(({ pointer, detail }) => ({ pointer: root + pointer, detail })),
  });
}

function proveHolder(event: APIGatewayProxyEventV2, challengeRoot: KeyRing): Promise<Holder> {
  const [, loginToken = ""] = /^Bearer ([A-Za-z0-9_-]+)$/i.exec(event.headers.authorization ?? "") ?? [];
  return holderOf({ loginId: event.pathParameters?.loginId ?? "", loginToken }, challengeRoot);
}

/** Keys are long enough not to be met by chance or by guessing: a UUID is. */
const idempotencyKeyForm = /^[\x21-\x7e]{16,255}$/;

/** @throws Problem `invalid_request` for a key that is too short to be safe. */
function idempotencyKeyOf(name: OperationName, headers: APIGatewayProxyEventV2["headers"]): string | undefined {
  const key = headers["idempotency-key"];
  if (!routes[name].idempotent || key === undefined) return undefined;
  if (idempotencyKeyForm.test(key)) return key;
  const detail = "must be 16 to 255 visible ASCII characters, such as a UUID";
  throw new Problem("invalid_request", { errors: [{ pointer: "#Idempotency-Key", detail }] });
}
