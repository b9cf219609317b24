import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import * as z from "zod/mini";
import type { RiskAdviser } from "../../ports/risk-adviser.ts";

/** How long a sign-in waits for the operator's word, in milliseconds. */
const patienceMs = 300;

const Advice = z.object({ score: z.number().check(z.minimum(0), z.maximum(100)) });

/** The operator's own Lambda. Whatever it does but answer in time with a score is silence. */
export function lambdaRiskAdviser(functionArn: string): RiskAdviser {
  const client = new LambdaClient({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: patienceMs, requestTimeout: patienceMs, throwOnRequestTimeout: true },
  });
  return {
    async ask(question) {
      try {
        const payload = Buffer.from(JSON.stringify(question));
        const command = new InvokeCommand({ FunctionName: functionArn, Payload: payload });
        // Connecting and answering have a limit each: this one is of both together.
        const answer = await client.send(command, { abortSignal: AbortSignal.timeout(patienceMs) });
        if (answer.FunctionError !== undefined) return "silent";
        const advice = z.safeParse(Advice, JSON.parse(Buffer.from(answer.Payload ?? []).toString("utf8")));
        return advice.success ? advice.data.score : "silent";
      } catch {
        return "silent";
      }
    },
  };
}
