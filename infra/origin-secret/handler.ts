import { KMSClient } from "@aws-sdk/client-kms";
import type { CloudFormationCustomResourceEvent } from "aws-lambda";
import { kmsKeyRing } from "../../shared/adapters/kms/roots.ts";

const kms = new KMSClient();

/**
 * Custom resource: the secret that CloudFront sends to the API, derived from the challenge root as the functions
 * themselves derive it, so that it is stored nowhere but in the distribution. CloudFormation masks it (`NoEcho`).
 */
export async function handler(event: CloudFormationCustomResourceEvent): Promise<void> {
  const answer = await answerTo(event);
  const body = JSON.stringify({
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
    PhysicalResourceId: "origin-secret",
    NoEcho: true,
    ...answer,
  });
  // The signature of the URL covers the content type, and CloudFormation signs an empty one.
  const response = await fetch(event.ResponseURL, { method: "PUT", body, headers: { "content-type": "" } });
  if (!response.ok) throw new Error(`CloudFormation did not take the answer: ${response.status}`);
}

async function answerTo(event: CloudFormationCustomResourceEvent) {
  if (event.RequestType === "Delete") return { Status: "SUCCESS" };
  try {
    const keyId: unknown = event.ResourceProperties.KeyId;
    if (typeof keyId !== "string") return { Status: "FAILED", Reason: "KeyId must be the ARN of the challenge key" };
    const root = await kmsKeyRing(async () => kms, [keyId]).current();
    return { Status: "SUCCESS", Data: { Secret: Buffer.from(root.derive("origin-secret")).toString("base64url") } };
  } catch (error) {
    return { Status: "FAILED", Reason: error instanceof Error ? `${error.name}: ${error.message}` : "unknown" };
  }
}
