import { api } from "./api.ts";
import type { Run } from "./call.ts";
import { useFlow } from "./flow.ts";
import type { HeldLogin } from "./held-login.ts";
import { createKeyring } from "./idempotency.ts";

const keys = createKeyring();

/** Has a code sent, for the first time or again, and takes up the challenge. */
export function useSend<Action extends string>(run: Run<Action>, during: Action, { login, loginToken }: HeldLogin) {
  const flow = useFlow();
  return async (methodId: string): Promise<boolean> => {
    if (loginToken === undefined) {
      flow.end("lost");
      return false;
    }
    const { loginId } = login;
    const idempotencyKey = keys.keyFor(`${loginId} ${methodId}`);
    const call = { params: { loginId }, body: { methodId }, loginToken, idempotencyKey };
    const answer = await run(during, () => api.createChallenge(call), keys);
    if (answer !== undefined) flow.keep(answer);
    return answer !== undefined;
  };
}
