import { DeleteItemCommand, DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { loginKey } from "../../shared/adapters/dynamodb/keys.ts";
import type { Service } from "../support/service.ts";

const of = ({ dependencies }: Service, loginId: string) => ({
  TableName: dependencies.config.resources.tableName,
  Key: marshall(loginKey(loginId)),
});

/** What TTL does in the end. */
export async function takeAway(service: Service, loginId: string): Promise<void> {
  const client = new DynamoDBClient({ endpoint: service.stack.dynamodbEndpoint });
  await client.send(new DeleteItemCommand(of(service, loginId)));
  client.destroy();
}

/** Another person's login of the same id, as far as it has come. */
export async function giveAway(service: Service, loginId: string): Promise<void> {
  const { sub } = await service.makeAccount();
  const client = new DynamoDBClient({ endpoint: service.stack.dynamodbEndpoint });
  await client.send(
    new UpdateItemCommand({
      ...of(service, loginId),
      UpdateExpression: "SET #sub = :sub",
      ExpressionAttributeNames: { "#sub": "sub" },
      ExpressionAttributeValues: marshall({ ":sub": sub }),
    }),
  );
  client.destroy();
}
