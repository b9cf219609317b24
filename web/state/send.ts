import { ApiProblem } from "../../shared/contract/client.ts";
import { api, outcomeOf } from "./api.ts";
import type { Run } from "./call.ts";
import { useFlow } from "./flow.ts";
import type { HeldLogin, Login } from "./held-login.ts";
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
    const send = () => api.createChallenge({ params: { loginId }, body: { methodId }, loginToken, idempotencyKey });
    const read = async () => {
      const outcome = await outcomeOf(api.getLogin({ params: { loginId }, loginToken }));
      if (outcome.kind !== "answer") return undefined;
      flow.keep(outcome.answer);
      return outcome.answer;
    };
    const answer = await run(during, () => sentOrUnknown(send, read, methodId), keys);
    if (answer !== undefined) flow.sent(answer);
    return answer !== undefined;
  };
}

/** A provider that gave no answer may have sent it all the same: the login then waits for it, as after any send. */
async function sentOrUnknown(
  send: () => Promise<Login>,
  read: () => Promise<Login | undefined>,
  methodId: string,
): Promise<Login> {
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof ApiProblem && error.problem.code === "delivery_unavailable")) throw error;
    const login = await read();
    if (login?.challenge?.methodId === methodId && login.challenge.delivery === "unknown") return login;
    throw error;
  }
}
