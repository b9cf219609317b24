import { randomUUID } from "node:crypto";
import { expect } from "@jest/globals";
import type { Signing } from "../../infra/local/gateway/sigv4.ts";
import type { Stack } from "../../infra/local/stack.ts";

const reason = "tried as it is deployed";

/** Everything that an operator can do with an account, done. */
export async function operateAccount({ admin }: Stack): Promise<void> {
  const call = async (path: string, body?: object, signing?: Signing) => {
    const answer = await admin(`/v1/admin${path}`, body, signing);
    expect(answer.status).toBeLessThan(300);
    return answer.status === 204 ? {} : answer.json();
  };
  const identifier = `operated-${randomUUID()}@example.jp`;
  const account = { identifier, password: "correct-horse-battery", phones: ["090-1234-5432"] };
  const { sub } = await call("/accounts", account);
  await call("/imports", {
    importId: randomUUID(),
    accounts: [{ identifier: `x-${identifier}`, password: "long-enough" }],
  });
  await call("/accounts/find", { identifier });
  await call(`/accounts/${sub}`);
  await call(`/accounts/${sub}`, { identifier: `new-${identifier}`, reason }, { method: "PATCH" });
  await call(`/accounts/${sub}/lock`, { reason });
  await call(`/accounts/${sub}/unlock`, { reason });
  await call(`/accounts/${sub}/revocations`, { reason });

  const waiting = await call("/accounts", { ...account, identifier: `waiting-${identifier}` });
  const [phone] = (await call(`/accounts/${waiting.sub}`)).authenticators;
  const scope = { authenticatorIds: [phone.authenticatorId], password: true };
  const { resetId } = await call(`/accounts/${waiting.sub}/resets`, { ...scope, reason });
  await call(`/accounts/${waiting.sub}/resets/${resetId}/confirmation`, { reason }, { as: "second" });
  const line = { type: "line_cancelled", sub, destination: "090-1234-5432" };
  await call("/lifecycle-events", { ...line, eventId: randomUUID(), sub: undefined, identifier: `new-${identifier}` });
  await call("/lifecycle-events", { ...line, eventId: randomUUID() });
  await call(`/accounts/${sub}/deletion`, { reason });
}
