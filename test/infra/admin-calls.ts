import { randomBytes, randomUUID } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { expect } from "@jest/globals";
import { tableName } from "../../infra/local/environment.ts";
import type { Signing } from "../../infra/local/gateway/sigv4.ts";
import type { Stack } from "../../infra/local/stack.ts";
import { dynamodbAdministration } from "../../shared/adapters/dynamodb/administration.ts";
import { Table } from "../../shared/adapters/dynamodb/table.ts";
import { hours } from "../../shared/domain/duration.ts";
import { tracesFor } from "../support/samples.ts";

const reason = "tried as it is deployed";

/** Everything that an operator can do with an account, done. */
export async function operateAccount({ admin, dynamodbEndpoint }: Stack): Promise<void> {
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
  await call(`/activity/${sub}`);
  await call(`/accounts/${sub}/lock`, { reason });
  await call(`/accounts/${sub}/unlock`, { reason });
  await call(`/accounts/${sub}/revocations`, { reason });

  const waiting = await call("/accounts", { ...account, identifier: `waiting-${identifier}` });
  const [phone] = (await call(`/accounts/${waiting.sub}`)).authenticators;
  const other = await call("/accounts", { ...account, identifier: `other-${identifier}` });
  const authenticatorIds = other.authenticators.map((one: { authenticatorId: string }) => one.authenticatorId);
  await call(`/accounts/${other.sub}/resets`, { authenticatorIds, password: true, reason });
  const resetId = await askForReset(dynamodbEndpoint, waiting.sub, phone.authenticatorId);
  await call(`/accounts/${waiting.sub}/resets/${resetId}/confirmation`, { reason }, { as: "second" });
  const line = { type: "line_cancelled", sub, destination: "090-1234-5432" };
  await call("/lifecycle-events", { ...line, eventId: randomUUID(), sub: undefined, identifier: `new-${identifier}` });
  await call("/lifecycle-events", { ...line, eventId: randomUUID() });
  await call(`/accounts/${sub}/export`, { reason });
  await call(`/accounts/${sub}/deletion`, { reason });
}

/** A reset of a method and the password that somebody else has asked for, where two people are wanted. */
async function askForReset(endpoint: string, sub: string, authenticatorId: string): Promise<string> {
  const client = new DynamoDBClient({ endpoint });
  const [resetId, askedAt] = [randomBytes(16).toString("base64url"), Date.now()];
  const scope = { authenticatorIds: [authenticatorId], password: true, recovery: false };
  const asked = { resetId, sub, scope, reason, askedBy: "arn:aws:iam::000000000000:user/one" };
  const waiting = { ...asked, askedAt, expiresAt: askedAt + hours(24) };
  await dynamodbAdministration(new Table(client, tableName)).askReset(waiting, tracesFor(sub));
  client.destroy();
  return resetId;
}
