import { randomUUID } from "node:crypto";
import { DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { ProblemCode } from "../../shared/contract/problems.ts";
import { askLogin, beginLogin, completeLogin, freshAddress, wrongCode } from "../attack/visitor.ts";
import { password, type Service } from "../support/service.ts";
import { call } from "./raw-call.ts";
import type { Refused } from "./refused-requests.ts";

/** One request for each problem of answers and of the service that one machine can bring about. */
export function refusedAnswers(use: () => Service) {
  const asked = async () => askLogin(use(), await use().makeAccount());
  /** A login whose item was spoilt, as no code of ours would. */
  async function spoilt() {
    const { held } = await asked();
    const client = new DynamoDBClient({ endpoint: use().stack.dynamodbEndpoint });
    await client.send(
      new UpdateItemCommand({
        TableName: use().dependencies.config.resources.tableName,
        Key: { PK: { S: `LOGIN#${held.params.loginId}` }, SK: { S: "LOGIN" } },
        UpdateExpression: "REMOVE attemptsLeft",
      }),
    );
    client.destroy();
    return held;
  }
  return {
    login_expired: {
      operation: "verifyLogin",
      refused: async () => {
        const { held, code } = await asked();
        use().stack.advanceClock(1800);
        return call(use(), "verifyLogin", { held, body: { code } });
      },
    },
    code_expired: {
      operation: "verifyLogin",
      refused: async () => {
        const { held, code } = await asked();
        use().stack.advanceClock(300);
        return call(use(), "verifyLogin", { held, body: { code } });
      },
    },
    credentials_invalid: {
      operation: "startLogin",
      refused: () => call(use(), "startLogin", { body: { identifier: "nobody@example.jp", password } }),
    },
    challenge_failed: {
      operation: "verifyLogin",
      refused: async () => {
        const { held, code } = await asked();
        return call(use(), "verifyLogin", { held, body: { code: wrongCode(code) } });
      },
    },
    idempotency_key_reused: {
      operation: "startLogin",
      refused: async () => {
        const idempotencyKey = randomUUID();
        await call(use(), "startLogin", { body: { identifier: "somebody", nonce: "one" }, idempotencyKey });
        return call(use(), "startLogin", { body: { identifier: "somebody", nonce: "other" }, idempotencyKey });
      },
    },
    too_many_attempts: {
      operation: "startLogin",
      refused: async () => {
        const given = { body: { identifier: "somebody", password }, address: freshAddress() };
        for (let tries = 0; tries < 5; tries += 1) await call(use(), "startLogin", given);
        return call(use(), "startLogin", given);
      },
    },
    too_many_sends: {
      operation: "createChallenge",
      refused: async () => {
        const { held, methodIds } = await asked();
        return call(use(), "createChallenge", { held, body: { methodId: methodIds[0] } });
      },
    },
    slow_down: {
      operation: "getLogin",
      refused: async () => {
        const { client, held } = await asked();
        for (let reads = 0; reads < 5; reads += 1) await client.getLogin(held);
        return call(use(), "getLogin", { held });
      },
    },
    trust_name_required: {
      operation: "verifyLogin",
      refused: async () => {
        const { held, code } = await asked();
        return call(use(), "verifyLogin", { held, body: { code, trustBrowser: { name: " " } } });
      },
    },
    internal: {
      operation: "getLogin",
      refused: async () => call(use(), "getLogin", { held: await spoilt() }),
    },
    delivery_unavailable: {
      operation: "createChallenge",
      refused: async () => {
        const { held, methodIds } = await beginLogin(use(), await use().makeAccount());
        use().stack.setFault({ service: "sns", fault: "optedOut", times: 1 });
        return call(use(), "createChallenge", { held, body: { methodId: methodIds[0] } });
      },
    },
    unavailable: {
      operation: "issueToken",
      refused: async () => {
        const { held } = await completeLogin(use(), await use().makeAccount());
        use().stack.setFault({ service: "dynamodb", fault: "throttle", times: 100 });
        return call(use(), "issueToken", { held });
      },
    },
  } as const satisfies { readonly [Code in ProblemCode]?: Refused };
}
