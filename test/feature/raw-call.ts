import { type OperationName, routes } from "../../shared/contract/routes.ts";
import { freshAddress, type Held } from "../attack/visitor.ts";
import type { Service } from "../support/service.ts";

export interface RawCall {
  readonly held?: Held;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  readonly address?: string;
  readonly ifMatch?: number;
}

/** Calls an operation without the client, so that status and headers show. */
export function call({ stack, edgeHeaders }: Service, name: OperationName, given: RawCall = {}): Promise<Response> {
  const { held, body, idempotencyKey, ifMatch, address = freshAddress() } = given;
  const { api, method, path } = routes[name];
  const origin = api === "admin" ? stack.adminOrigin : stack.origin;
  return fetch(origin + path.replace("{loginId}", held?.params.loginId ?? ""), {
    method,
    headers: {
      ...edgeHeaders(address),
      ...(held && { authorization: `Bearer ${held.loginToken}` }),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(ifMatch !== undefined && { "if-match": `"${ifMatch}"` }),
      ...(idempotencyKey !== undefined && { "idempotency-key": idempotencyKey }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}
