import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { Service } from "../support/service.ts";

/** Every counter that stands in the table, by its key, and how far it has come. */
export async function counters({ stack, dependencies }: Service): Promise<Readonly<Record<string, number>>> {
  const client = new DynamoDBClient({ endpoint: stack.dynamodbEndpoint });
  const { tableName } = dependencies.config.resources;
  const { Items = [] } = await client.send(new ScanCommand({ TableName: tableName, ConsistentRead: true }));
  client.destroy();
  const rows = Items.map((item) => unmarshall(item)).filter(({ PK }) => String(PK).startsWith("THROTTLE#"));
  return Object.fromEntries(rows.map(({ PK, charges, tries }) => [String(PK), Number(charges ?? tries)]));
}

/** The counters of a scope. */
export async function countersOf(service: Service, scope: string): Promise<Readonly<Record<string, number>>> {
  const all = Object.entries(await counters(service));
  return Object.fromEntries(all.filter(([key]) => key.startsWith(`THROTTLE#${scope}#`)));
}
