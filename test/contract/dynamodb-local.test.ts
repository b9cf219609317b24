import { describe } from "@jest/globals";
import { startDynamodbLocal, whyNoDynamodbLocal } from "../support/dynamodb-local.ts";
import { describeStores } from "./stores.ts";

const why = whyNoDynamodbLocal();
if (why === undefined) describeStores("the store on DynamoDB Local", startDynamodbLocal);
else describeStores(`the store on DynamoDB Local: left out, ${why}`, startDynamodbLocal, describe.skip);
