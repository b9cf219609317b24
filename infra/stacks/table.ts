import { RemovalPolicy, type Stack } from "aws-cdk-lib";
import {
  AttributeType,
  Billing,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from "aws-cdk-lib/aws-dynamodb";
import { tableShape, unsettledIndex } from "../../shared/adapters/dynamodb/keys.ts";
import type { Plan } from "./plan.ts";

/** The one table. Its encryption at rest is AWS's own key: ADR 0011 says why. */
export function addTable(stack: Stack, { deployment }: Plan): TableV2 {
  const keep = deployment.onDelete === "retain";
  return new TableV2(stack, "Table", {
    partitionKey: { name: tableShape.partitionKey, type: AttributeType.STRING },
    sortKey: { name: tableShape.sortKey, type: AttributeType.STRING },
    globalSecondaryIndexes: [
      {
        indexName: unsettledIndex.name,
        partitionKey: { name: unsettledIndex.partitionKey, type: AttributeType.STRING },
        sortKey: { name: unsettledIndex.sortKey, type: AttributeType.NUMBER },
        projectionType: ProjectionType.INCLUDE,
        nonKeyAttributes: [...unsettledIndex.shows],
      },
    ],
    billing: Billing.onDemand(),
    encryption: TableEncryptionV2.dynamoOwnedKey(),
    timeToLiveAttribute: tableShape.ttl,
    dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: keep,
    removalPolicy: keep ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
}
