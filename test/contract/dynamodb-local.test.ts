import { describe } from "@jest/globals";
import { startDynamodbLocal, whyNoDynamodbLocal } from "../support/dynamodb-local.ts";
import { describeStores } from "./stores.ts";

const why = whyNoDynamodbLocal();
if (why === undefined) {
  describeStores("the store on DynamoDB Local", startDynamodbLocal);
} else {
  process.stderr.write(`Left out: the store on DynamoDB Local, since ${why}\n`);
  describeStores(`the store on DynamoDB Local: left out, since ${why}`, startDynamodbLocal, describe.skip);
}
