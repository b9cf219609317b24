import { setTimeout } from "node:timers/promises";
import { KMSClient } from "@aws-sdk/client-kms";
import type { CloudFormationCustomResourceEvent } from "aws-lambda";
import { kmsKeyRing } from "../../shared/adapters/kms/roots.ts";
import { originSecretOf } from "../../shared/http/source.ts";

/** What CloudFormation sends, as far as it is read here. */
type Event = Pick<
  CloudFormationCustomResourceEvent,
  "RequestType" | "ResponseURL" | "StackId" | "RequestId" | "LogicalResourceId" | "ResourceProperties"
>;

const kms = new KMSClient();

/**
 * Custom resource: the secret that CloudFront sends to the API, derived from the challenge root as the functions
 * themselves derive it, so that it is stored nowhere but in the distribution. CloudFormation masks it (`NoEcho`).
 */
export async function handler(event: Event): Promise<void> {
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

async function answerTo(event: Event) {
  if (event.RequestType === "Delete") return { Status: "SUCCESS" };
  const keyId: unknown = event.ResourceProperties.KeyId;
  if (typeof keyId !== "string") return { Status: "FAILED", Reason: "KeyId must be the ARN of the challenge key" };
  try {
    return { Status: "SUCCESS", Data: { Secret: await originSecret(keyId) } };
  } catch (error) {
    return { Status: "FAILED", Reason: error instanceof Error ? `${error.name}: ${error.message}` : "unknown" };
  }
}

/** Asks again for a while: the role of a new deployment takes effect some seconds after it was made. */
async function originSecret(keyId: string, waits: readonly number[] = [2, 4, 8, 16]): Promise<string> {
  try {
    return originSecretOf(await kmsKeyRing(async () => kms, [keyId]).current());
  } catch (error) {
    const [wait, ...rest] = waits;
    if (wait === undefined) throw error;
    await setTimeout(wait * 1000);
    return originSecret(keyId, rest);
  }
}
