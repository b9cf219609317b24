import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createClient } from "../../shared/contract/client.ts";
import type { DemoAccount } from "./accounts.ts";
import { settingsUnder } from "./choices.ts";
import { realNow } from "./clock.ts";
import { type Stack, startStack } from "./stack.ts";

let stack: Stack;
beforeAll(async () => {
  // Where password and code come together, nothing can be set up after a password by itself.
  stack = await startStack({ pages: false, settings: settingsUnder("appApproval", {}), sweeps: "held" });
});
afterAll(() => stack.close());

type Told = DemoAccount & { readonly totp?: { readonly code: string } };

/** As `/local/accounts` tells of it. */
async function told(identifier: string): Promise<Told> {
  const accounts: Told[] = await (await fetch(`${stack.origin}/local/accounts`)).json();
  const found = accounts.find((account) => account.identifier === identifier);
  if (found === undefined) throw new Error(`no ${identifier}`);
  return found;
}

/** Begins a login and asks by that type. */
async function asked(identifier: string, wanted: string) {
  const client = createClient(stack.origin);
  const login = await client.startLogin({ body: { identifier } });
  const held = { params: { loginId: login.loginId }, loginToken: login.loginToken ?? "" };
  const methodId = login.methods.find(({ type }) => type === wanted)?.methodId ?? "none";
  const { challenge } = await client.createChallenge({ ...held, body: { methodId } });
  return { client, held, challenge };
}

describe("the demo accounts", () => {
  test("given they have just been made, when a newcomer looks, then nothing was sent, and the clock is as it was", async () => {
    expect(stack.messages()).toEqual([]);
    expect(Math.abs(Date.now() - realNow())).toBeLessThan(1000);
    expect(stack.accounts.map(({ identifier }) => identifier)).toEqual(["hanako", "taro@example.jp", "jiro", "sakura"]);
  });

  test("given an authenticator app, when the code that is told is entered, then it signs in; so does a backup code", async () => {
    const { password, totp, backupCodes = [] } = await told("jiro");
    for (const [type, code] of [
      ["totp", totp?.code ?? ""],
      ["backup_code", backupCodes[0] ?? ""],
    ] as const) {
      const { client, held } = await asked("jiro", type);
      expect(await client.verifyLogin({ ...held, body: { password, code } })).toMatchObject({ status: "complete" });
    }
    expect(backupCodes).toHaveLength(10);
  });

  test("given an approval app, when a login asks it, then the session that is told can answer", async () => {
    const { app } = await told("sakura");
    const { client, held, challenge } = await asked("sakura", "app");
    const { sessionToken } = app ?? { sessionToken: "" };
    const { approvals } = await client.listApprovals({ sessionToken });
    expect(approvals.map(({ loginId }) => loginId)).toEqual([held.params.loginId]);
    const body = { decision: "approve", acknowledged: true, matchNumber: challenge?.matchNumber ?? "" } as const;
    await client.decideApproval({ sessionToken, params: held.params, body });
    expect(await client.getLogin(held)).toMatchObject({ needs: ["password"] });
  });
});
