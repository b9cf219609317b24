import { ApiProblem, type Client, createClient } from "../../shared/contract/client.ts";
import type { ProblemBody } from "../../shared/contract/schemas.ts";
import { createServerClock } from "./server-clock.ts";

export const serverClock = createServerClock();

/** How long an answer may take; a phone that has lost its signal says nothing by itself. */
const patience = 20_000;

/** The API, with every answer also setting the clock. */
export const api: Client = createClient("", async (url, init) => {
  const { signal, ...rest } = init ?? {};
  // By hand: the oldest of our browsers know no `AbortSignal.timeout` and no `any`. It counts while the body is read.
  const over = new AbortController();
  const stop = () => over.abort();
  setTimeout(stop, patience);
  if (signal?.aborted) stop();
  signal?.addEventListener("abort", stop, { once: true });
  const response = await fetch(url, { ...rest, signal: over.signal });
  serverClock.observe(response.headers.get("date"));
  return response;
});

/** What came of a call: its answer, a refusal, or no answer at all. */
export type Outcome<T> =
  | { readonly kind: "answer"; readonly answer: T }
  | { readonly kind: "problem"; readonly problem: ProblemBody }
  | { readonly kind: "network" };

export async function outcomeOf<T>(call: Promise<T>): Promise<Outcome<T>> {
  try {
    return { kind: "answer", answer: await call };
  } catch (error) {
    return error instanceof ApiProblem ? { kind: "problem", problem: error.problem } : { kind: "network" };
  }
}
