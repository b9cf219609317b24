import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import * as z from "zod/mini";
import { PasswordAnswer, type PasswordQuestion } from "../../contract/password-verifier.ts";
import type { PasswordVerifier } from "../../ports/password-verifier.ts";

/** How long a sign-in waits for the operator's word, in milliseconds. */
const patienceMs = 3000;

/** The operator's own Lambda. It is asked once: a second try could be a second wrong password there. */
export function lambdaPasswordVerifier(functionArn: string): PasswordVerifier {
  const client = new LambdaClient({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 1000, requestTimeout: patienceMs, throwOnRequestTimeout: true },
  });
  return {
    async verify({ identifier, password }) {
      const question: PasswordQuestion = { version: 1, identifier, password };
      try {
        const command = new InvokeCommand({
          FunctionName: functionArn,
          Payload: Buffer.from(JSON.stringify(question)),
        });
        // Connecting and answering have a limit each: this one is of both together.
        const answer = await client.send(command, { abortSignal: AbortSignal.timeout(patienceMs) });
        if (answer.FunctionError !== undefined) return "silent";
        const parsed = z.safeParse(PasswordAnswer, JSON.parse(Buffer.from(answer.Payload ?? []).toString("utf8")));
        if (!parsed.success) return "silent";
        const { result, sub, changedAt } = parsed.data;
        if (result !== "right") return { result };
        return { result, sub, ...(changedAt === undefined ? {} : { changedAt: Date.parse(changedAt) }) };
      } catch {
        // Whatever it says may repeat the password.
        return "silent";
      }
    },
  };
}
