import { createServer } from "node:http";
import type { Person, Suite } from "./suite.ts";

/** A relying service's backend: it begins logins, and its page takes who comes back. */
export interface Shop {
  readonly returnUrl: string;
  /** What came back, the newest last. */
  readonly visits: readonly URLSearchParams[];
  readonly close: () => Promise<void>;
}

export async function openShop(): Promise<Shop> {
  const visits: URLSearchParams[] = [];
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    if (pathname === "/signed-in") visits.push(searchParams);
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    response.end("<!doctype html><title>shop</title><h1>ショップ</h1>");
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve());
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    returnUrl: `http://localhost:${port}/signed-in`,
    visits,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

const call = async ({ stack }: Pick<Suite, "stack">, path: string, body: object) =>
  (await stack.admin(`/v1/admin${path}`, body)).json();

/** The path of the URL that the shop sends the person's browser to. */
export async function delegatedPath(suite: Suite, person: Person, returnUrl: string, more: object = {}) {
  const { sub } = await call(suite, "/accounts/find", { identifier: person.identifier });
  const authTime = new Date().toISOString();
  const body = { sub, clientId: "shop", amr: ["pwd"], authTime, returnUrl, state: "s-1", ...more };
  const { url } = await call(suite, "/logins", body);
  return String(url).slice(suite.stack.origin.length);
}

export const redeemAs = ({ stack }: Suite, clientId: string, code: string) =>
  stack.admin("/v1/admin/results", { clientId, code });
