import { randomUUID } from "node:crypto";
import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { MethodType } from "../../shared/contract/schemas.ts";
import type { SettingsInput } from "../../shared/settings.ts";
import { tracesFor } from "../support/samples.ts";
import type { Service, TestAccount } from "../support/service.ts";
import { traceOf } from "./traces.ts";
import { type BegunLogin, freshAddress, heldOf } from "./visitor.ts";

/** Room for many logins; little for one network, and one neighbourhood of numbers. */
export const early: SettingsInput = {
  sources: {
    startsPerMinute: 10_000,
    sendsPerTenMinutes: 10_000,
    sendsBeforePasswordPerTenMinutes: 5,
    failuresPerHour: 100_000,
  },
  sends: { perPrefixTenMinutes: 4 },
};

/** Begins with the identifier alone, as anybody can. */
export async function beginEarly(
  service: Service,
  identifier: string,
  address = freshAddress(),
): Promise<BegunLogin & { readonly types: readonly MethodType[] }> {
  const client = service.from(address);
  const login = await client.startLogin({ body: { identifier } });
  const [first, ...others] = login.methods.map(({ methodId }) => methodId);
  if (first === undefined) throw new Error("the login offers no method");
  return { client, held: heldOf(login), methodIds: [first, ...others], types: login.methods.map(({ type }) => type) };
}

/** Begins so, and has the code sent. */
export async function askEarly(service: Service, person: TestAccount, address?: string) {
  const begun = await beginEarly(service, person.identifier, address);
  await begun.client.createChallenge({ ...begun.held, body: { methodId: begun.methodIds[0] } });
  return { ...begun, code: service.newestCode(person.phones[0] ?? "") };
}

/** An identifier that nobody has, to which these ways are shown. */
export async function nobodyWith(service: Service, types: readonly MethodType[]): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const identifier = `person-${randomUUID()}@example.jp`;
    if ((await beginEarly(service, identifier)).types.join() === types.join()) return identifier;
  }
  throw new Error("nobody has these ways");
}

/** Somebody who has switched the second factor off. */
export async function withoutSecondFactor(service: Service): Promise<TestAccount> {
  const person = await service.makeAccount();
  const { authenticators } = service.dependencies;
  const basis = { sub: person.sub, epoch: 0, version: 0 };
  const isDone = await authenticators.change(basis, { ...tracesFor(person.sub), subject: { secondFactor: false } });
  if (!isDone) throw new Error("the account was changed");
  return person;
}

/** What everybody's messages have come to, over all countries and months. */
export async function sharedTotal({ stack, dependencies }: Service): Promise<number> {
  const client = new DynamoDBClient({ endpoint: stack.dynamodbEndpoint });
  const { tableName } = dependencies.config.resources;
  const { Items = [] } = await client.send(new ScanCommand({ TableName: tableName, ConsistentRead: true }));
  client.destroy();
  const rows = Items.map((item) => unmarshall(item)).filter(({ PK }) => String(PK).startsWith("COUNTER#"));
  return rows.reduce((sum, { total }) => sum + Number(total), 0);
}

/** What shows of a call to whoever makes it and to a watcher of the table: all but the message itself. */
export async function seenOf(call: () => Promise<Response>) {
  const began = performance.now();
  const { answer, calls, hashes } = await traceOf(call);
  const toTable = calls.map((wave) => wave.filter((name) => name !== "sns")).filter((wave) => wave.length > 0);
  return { seen: { answer, calls: toTable, hashes }, took: performance.now() - began };
}
