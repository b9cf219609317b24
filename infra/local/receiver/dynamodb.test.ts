import {
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Stack, startStack } from "../stack.ts";

let stack: Stack;
let client: DynamoDBClient;
beforeAll(async () => {
  stack = await startStack({ pages: false, demo: false, handlers: async () => async () => ({}) });
  client = new DynamoDBClient({ maxAttempts: 1 });
});
afterAll(async () => {
  client.destroy();
  await stack.close();
});

describe("DynamoDB", () => {
  test("given the SDK's own configuration, when the table is described, then it is as on AWS", async () => {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: "nidan" }));
    expect(Table).toMatchObject({ StreamSpecification: { StreamViewType: "NEW_AND_OLD_IMAGES" } });
    const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: "nidan" }));
    expect(TimeToLiveDescription).toMatchObject({ AttributeName: "ttl" });
  });

  test.each([
    ["throttle", "ThrottlingException"],
    ["error", "InternalServerError"],
  ] as const)("given the fault %s, when a call is made, then it fails as %s, once", async (fault, name) => {
    stack.setFault({ service: "dynamodb", fault, times: 1 });
    const describe = () => client.send(new DescribeTableCommand({ TableName: "nidan" }));
    await expect(describe()).rejects.toMatchObject({ name });
    await describe();
  });

  test("given a clock that is moved under a client, when a condition fails, then the client asks once", async () => {
    const patient = new DynamoDBClient({ maxAttempts: 3 });
    const write = () =>
      patient.send(
        new PutItemCommand({
          TableName: "nidan",
          Item: { PK: { S: "here" }, SK: { S: "already" } },
          ConditionExpression: "attribute_not_exists(PK)",
        }),
      );
    await write();
    stack.advanceClock(3600);
    const refused = await write().catch((error: unknown) => error);
    patient.destroy();
    stack.resetClock();
    expect(refused).toMatchObject({ name: "ConditionalCheckFailedException", $metadata: { attempts: 1 } });
  });
});
