import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { freshAddress, outcome, refusal } from "../attack/visitor.ts";
import { password, type Service, startService } from "../support/service.ts";

let service: Service;

beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stack.close());

/** Fails while KMS gives no key, and works once it does: nothing of the failure is remembered. */
test("KMS: given that it gives no key at a cold start, when it is well again, then each function recovers by itself", async () => {
  const client = service.from(freshAddress());
  const steps = [
    () => client.startLogin({ body: { identifier: "nobody@example.jp" } }),
    // The pepper of passwords is another key, fetched at the first password.
    () => client.startLogin({ body: { identifier: "nobody@example.jp", password } }),
    () => client.getJwks({}),
  ];
  const whenWell = ["done", "credentials_invalid", "done"];

  for (const [place, step] of steps.entries()) {
    service.stack.setFault({ service: "kms", fault: "error", times: 1000 });
    expect(await refusal(step())).toMatchObject({ code: "unavailable", retryAfter: 1 });
    service.stack.clearFaults();
    expect(await outcome(step())).toBe(whenWell[place]);
  }
});
