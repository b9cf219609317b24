import type { Stack } from "../../infra/local/stack.ts";
import type { Client } from "../../shared/contract/client.ts";
import { newestUrlIn, tokenOf } from "../support/newest.ts";
import { refused } from "./account-calls.ts";

interface Person {
  readonly client: Client;
  readonly stack: Stack;
  readonly identifier: string;
  readonly password: string;
  readonly phone: string;
}

/** Everything that a one-time URL can do: it is looked at, missed, approved and denied, and the first device goes on. */
export async function useLinks({ client, stack, identifier, password, phone }: Person): Promise<void> {
  const ask = async () => {
    const { loginId, loginToken = "", methods } = await client.startLogin({ body: { identifier, password } });
    const held = { params: { loginId }, loginToken };
    const methodId = methods.find(({ type }) => type === "sms_link")?.methodId ?? "";
    const { challenge } = await client.createChallenge({ ...held, body: { methodId } });
    const token = tokenOf(newestUrlIn(stack.messages({ to: phone, channel: "sms" })));
    return { held, token, matchNumber: challenge?.matchNumber ?? "" };
  };
  const approved = await ask();
  const { token, matchNumber } = approved;
  await client.inspectLink({ body: { token } });
  const approve = { token, decision: "approve", acknowledged: true } as const;
  const missed = matchNumber === "00" ? "01" : "00";
  await refused(client.redeemLink({ body: { ...approve, matchNumber: missed } }));
  await client.redeemLink({ body: { ...approve, matchNumber } });
  await client.getLogin(approved.held);

  stack.advanceClock(700);
  const denied = await ask();
  await client.redeemLink({ body: { token: denied.token, decision: "deny" } });
}
