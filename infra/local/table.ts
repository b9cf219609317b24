import { setTimeout } from "node:timers/promises";
import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import { tableShape, unsettledIndex } from "../../shared/adapters/dynamodb/keys.ts";
import { StartError } from "./errors.ts";

const { partitionKey, sortKey, ttl } = tableShape;

/**
 * Makes the table as the stack does on AWS, unless it is there from a run before.
 *
 * @throws StartError when that one is of an older version.
 */
export async function ensureTable(endpoint: string, name: string): Promise<void> {
  const client = new DynamoDBClient({ endpoint });
  try {
    await create(client, name);
  } finally {
    client.destroy();
  }
}

async function create(client: DynamoDBClient, name: string): Promise<void> {
  try {
    await client.send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: "PAY_PER_REQUEST",
        KeySchema: [
          { AttributeName: partitionKey, KeyType: "HASH" },
          { AttributeName: sortKey, KeyType: "RANGE" },
        ],
        AttributeDefinitions: [
          { AttributeName: partitionKey, AttributeType: "S" },
          { AttributeName: sortKey, AttributeType: "S" },
          { AttributeName: unsettledIndex.partitionKey, AttributeType: "S" },
          { AttributeName: unsettledIndex.sortKey, AttributeType: "N" },
        ],
        GlobalSecondaryIndexes: [
          {
            IndexName: unsettledIndex.name,
            KeySchema: [
              { AttributeName: unsettledIndex.partitionKey, KeyType: "HASH" },
              { AttributeName: unsettledIndex.sortKey, KeyType: "RANGE" },
            ],
            Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: [...unsettledIndex.shows] },
          },
        ],
        StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
      }),
    );
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
    return assertShape(client, name);
  }
  while (!(await isActive(client, name))) await setTimeout(20);
  await client.send(
    new UpdateTimeToLiveCommand({
      TableName: name,
      TimeToLiveSpecification: { AttributeName: ttl, Enabled: true },
    }),
  );
}

async function assertShape(client: DynamoDBClient, name: string): Promise<void> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
  const indexes = Table?.GlobalSecondaryIndexes ?? [];
  if (indexes.some(({ IndexName }) => IndexName === unsettledIndex.name)) return;
  throw new StartError(`The table "${name}" is of an older version and has no index: give --data another folder`);
}

async function isActive(client: DynamoDBClient, name: string): Promise<boolean> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
  return Table?.TableStatus === "ACTIVE";
}
