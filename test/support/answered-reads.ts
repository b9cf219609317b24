import { jest } from "@jest/globals";
import { type Client, createClient, type Waiting } from "../../shared/contract/client.ts";

export const pending = { loginId: "LOGIN", status: "pending", needs: ["second_factor"], pollInterval: 2 };
type Answer = { readonly status?: number; readonly body?: object; readonly headers?: Readonly<Record<string, string>> };
export const refusal = (status: number, code: string, more: object = {}): Answer => ({
  status,
  body: { type: `urn:nidan:problem:${code}`, title: code, status, code, ...more },
});

/** A client whose reads are answered in this order, the last again and again, and when each was made, in seconds. */
export function clientAnswered(...answers: readonly (Answer | "no answer" | "never")[]) {
  const reads: number[] = [];
  const start = performance.now();
  const client = createClient("https://login.example.jp", async (_, init) => {
    const answer = answers[Math.min(reads.length, answers.length - 1)];
    reads.push(Math.round((performance.now() - start) / 100) / 10);
    if (answer === "no answer" || answer === undefined) throw new TypeError("fetch failed");
    if (answer === "never") {
      return new Promise((_, reject) => init?.signal?.addEventListener("abort", () => reject(init.signal?.reason)));
    }
    const { status = 200, body = pending } = answer;
    const type = status === 200 ? "application/json" : "application/problem+json";
    return new Response(JSON.stringify(body), { status, headers: { "content-type": type, ...answer.headers } });
  });
  return { client, reads };
}

/** The wait under way, and what came of it as soon as something has. */
export function waiting(client: Client, more: Partial<Waiting> = {}) {
  const seen: { came?: unknown; failed?: unknown } = {};
  client.waitForLogin("LOGIN", { token: "TOKEN", ...more }).then(
    (came) => Object.assign(seen, { came }),
    (failed) => Object.assign(seen, { failed }),
  );
  return seen;
}

export const pass = (seconds: number) => jest.advanceTimersByTimeAsync(seconds * 1000);
