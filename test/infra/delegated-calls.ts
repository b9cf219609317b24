import { randomUUID } from "node:crypto";
import { expect } from "@jest/globals";
import type { Stack } from "../../infra/local/stack.ts";
import { createClient } from "../../shared/contract/client.ts";

const returnUrl = "https://www.example.jp/signed-in";
export const delegatedClients = [{ clientId: "delegating", returnUrls: [returnUrl] }];

/** A login that a backend begins, from its start to its result: of an account with no method, so that it ends at once. */
export async function useDelegated({ admin, origin }: Stack): Promise<void> {
  const call = async (path: string, body: object) => {
    const answer = await admin(`/v1/admin${path}`, body);
    expect(answer.status).toBeLessThan(300);
    return answer.json();
  };
  const identifier = `delegated-${randomUUID()}@example.jp`;
  const { sub } = await call("/accounts", { identifier, password: "correct-horse-battery" });
  const authTime = new Date().toISOString();
  const viewer = { address: "198.51.100.7" };
  const body = { sub, clientId: "delegating", amr: ["pwd"], authTime, returnUrl, viewer };
  const { url } = await call("/logins", body);

  const client = createClient(origin);
  const { loginId, loginToken = "" } = await client.claimLogin({ body: { ticket: url.split("#")[1] } });
  const { location } = await client.returnLogin({ params: { loginId }, loginToken });
  const code = new URL(location).searchParams.get("code") ?? "";
  await call("/results", { code, clientId: "delegating" });
}
