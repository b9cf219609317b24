import { describe, expect, it } from "@jest/globals";
import { Match } from "aws-cdk-lib/assertions";
import { synthesise } from "./synthesised.ts";

describe("given a deployment that lasts", () => {
  const made = synthesise();

  it("keeps the table: point-in-time recovery, deletion protection, and not deleted with the stack", async () => {
    (await made).service.hasResource("AWS::DynamoDB::GlobalTable", {
      DeletionPolicy: "Retain",
      UpdateReplacePolicy: "Retain",
      Properties: {
        BillingMode: "PAY_PER_REQUEST",
        KeySchema: [
          { AttributeName: "PK", KeyType: "HASH" },
          { AttributeName: "SK", KeyType: "RANGE" },
        ],
        TimeToLiveSpecification: { AttributeName: "ttl", Enabled: true },
        StreamSpecification: { StreamViewType: "NEW_AND_OLD_IMAGES" },
        Replicas: [
          Match.objectLike({
            DeletionProtectionEnabled: true,
            PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          }),
        ],
      },
    });
  });

  it("keeps everything that holds state when the stack goes", async () => {
    const { service } = await made;
    const stateful = ["AWS::DynamoDB::GlobalTable", "AWS::KMS::Key", "AWS::S3::Bucket"];
    const lost = stateful
      .flatMap((type) => Object.entries(service.findResources(type)))
      .filter(
        ([, { DeletionPolicy, UpdateReplacePolicy }]) =>
          DeletionPolicy !== "Retain" || UpdateReplacePolicy !== "Retain",
      );
    expect(lost.map(([id]) => id)).toEqual([]);
  });

  it("has three HMAC keys and one that signs ES256", async () => {
    const { service } = await made;
    const keys = Object.values(service.findResources("AWS::KMS::Key")).map(
      ({ Properties }) => `${Properties.KeySpec} ${Properties.KeyUsage}`,
    );
    expect(keys.sort()).toEqual([
      "ECC_NIST_P256 SIGN_VERIFY",
      "HMAC_256 GENERATE_VERIFY_MAC",
      "HMAC_256 GENERATE_VERIFY_MAC",
      "HMAC_256 GENERATE_VERIFY_MAC",
    ]);
  });
});

describe("given a trial", () => {
  it("lets table and keys go with the stack", async () => {
    const { service } = await synthesise({ deployment: { onDelete: "destroy" } });
    service.allResources("AWS::KMS::Key", { DeletionPolicy: "Delete", Properties: { PendingWindowInDays: 7 } });
    service.hasResource("AWS::DynamoDB::GlobalTable", {
      DeletionPolicy: "Delete",
      Properties: { Replicas: [Match.objectLike({ DeletionProtectionEnabled: false })] },
    });
  });
});

describe("given results signed with RS256", () => {
  it("signs with an RSA key, and only so", async () => {
    const { service } = await synthesise({ nidan: { result: { algorithm: "RS256" } } });
    service.hasResourceProperties("AWS::KMS::Key", { KeySpec: "RSA_2048", KeyUsage: "SIGN_VERIFY" });
    expect(JSON.stringify(service.toJSON())).toContain('"kms:SigningAlgorithm":"RSASSA_PKCS1_V1_5_SHA_256"');
  });
});
