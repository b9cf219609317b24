import { createHook } from "node:async_hooks";
import { callsDuring, wavesOf } from "../feature/aws-calls.ts";

/** What changes from call to call, and says nothing. */
const volatile =
  /^(loginId|loginToken|methodId|reference|resendAt|retryAfter|retry-after|expiresAt|date|apigw-requestid)$/;
const shapeOf = (value: unknown): string =>
  JSON.stringify(value, (name, part) => (volatile.test(name) ? `${typeof part} of ${String(part).length}` : part));

/** All that a caller and a watcher of AWS can see of a call: answer, headers, calls made, passwords hashed. */
export async function traceOf(call: () => Promise<Response>) {
  let hashes = 0;
  const hook = createHook({
    init: (_, type) => {
      if (type === "ARGON2REQUEST") hashes += 1;
    },
  });
  let answer: unknown;
  hook.enable();
  const calls = await callsDuring(async () => {
    const response = await call();
    const { status, headers } = response;
    const text = await response.text();
    answer = { status, headers: Object.fromEntries(headers), body: text === "" ? null : JSON.parse(text) };
  });
  hook.disable();
  return { answer: shapeOf(answer), calls: wavesOf(calls), hashes };
}
