import { operationNames, routes } from "../../../shared/contract/routes.ts";
import type { Incoming, Outgoing } from "../http.ts";

/** What frontends on other origins may send and read: as `infra/stacks/apis.ts` configures it. */
const allowedHeaders = ["authorization", "content-type", "idempotency-key", "if-match"];
const exposedHeaders = ["etag", "retry-after"];
const maxAgeSeconds = 3600;
const methods = [...new Set(operationNames.map((name) => routes[name].method))];

/** CORS as API Gateway does it: by its own configuration, whatever the functions answer. */
export interface Cors {
  /** The answer to a preflight; `undefined` for any other request. */
  readonly preflight: (request: Incoming) => Outgoing | undefined;
  readonly headersFor: (request: Incoming) => Record<string, string>;
}

/** @param origins who may call; with none, there is no CORS at all. */
export function createCors(origins: readonly string[]): Cors {
  const headersFor = ({ headers: { origin } }: Incoming): Record<string, string> =>
    origin !== undefined && origins.includes(origin)
      ? {
          "access-control-allow-origin": origin,
          "access-control-expose-headers": exposedHeaders.join(","),
          "access-control-allow-credentials": "true",
          vary: "origin",
        }
      : {};
  return {
    headersFor,
    preflight: (request) => {
      const asks = request.headers.origin && request.headers["access-control-request-method"];
      if (origins.length === 0 || request.method !== "OPTIONS" || !asks) return undefined;
      const granted = headersFor(request);
      if (Object.keys(granted).length === 0) return { status: 204 };
      const { "access-control-expose-headers": _, ...kept } = granted;
      return {
        status: 204,
        headers: {
          ...kept,
          "access-control-allow-methods": methods.join(","),
          "access-control-allow-headers": allowedHeaders.join(","),
          "access-control-max-age": `${maxAgeSeconds}`,
        },
      };
    },
  };
}
