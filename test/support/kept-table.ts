import {
  type AttributeValue,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  ScanCommand,
} from "@aws-sdk/client-dynamodb";
import { tableName } from "../../infra/local/environment.ts";

type Item = Readonly<Record<string, AttributeValue>>;

/** Everything that stands in the table, by its key. */
async function itemsIn(client: DynamoDBClient): Promise<ReadonlyMap<string, Item>> {
  const items: Item[] = [];
  let from: Item | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: tableName, ConsistentRead: true, ...(from && { ExclusiveStartKey: { ...from } }) }),
    );
    items.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return new Map(items.map((item) => [`${item.PK?.S} ${item.SK?.S}`, item]));
}

/** Notes what stands in the table. @returns what puts all of it back as it was then, and takes away what came since. */
export async function keepTable(client: DynamoDBClient): Promise<() => Promise<void>> {
  const kept = await itemsIn(client);
  return async () => {
    const standing = await itemsIn(client);
    const gone = [...standing].filter(([key]) => !kept.has(key));
    const changed = [...kept].filter(([key, item]) => JSON.stringify(item) !== JSON.stringify(standing.get(key)));
    await Promise.all([
      ...gone.map(([, { PK, SK }]) =>
        client.send(new DeleteItemCommand({ TableName: tableName, Key: { ...(PK && { PK }), ...(SK && { SK }) } })),
      ),
      ...changed.map(([, item]) => client.send(new PutItemCommand({ TableName: tableName, Item: { ...item } }))),
    ]);
  };
}
