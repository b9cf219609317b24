import { setTimeout } from "node:timers/promises";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import {
  CreatePlatformApplicationCommand,
  DeletePlatformApplicationCommand,
  SetPlatformApplicationAttributesCommand,
  SNSClient,
} from "@aws-sdk/client-sns";
import type { CloudFormationCustomResourceEvent } from "aws-lambda";
import * as z from "zod/mini";

/** What CloudFormation sends, as far as it is read here. */
type Event = Pick<
  CloudFormationCustomResourceEvent,
  "RequestType" | "ResponseURL" | "StackId" | "RequestId" | "LogicalResourceId" | "ResourceProperties"
>;

const Properties = z.object({
  Name: z.string(),
  Platform: z.enum(["GCM", "APNS", "APNS_SANDBOX"]),
  Arn: z.string(),
  SecretArn: z.string(),
});
type Properties = z.infer<typeof Properties>;

/** What the operator keeps for Apple: a signing key of token authentication, and whose it is. */
const AppleSecret = z.object({
  signingKey: z.string(),
  keyId: z.string(),
  teamId: z.string(),
  bundleId: z.string(),
});

const sns = new SNSClient();
const secrets = new SecretsManagerClient();

/**
 * Custom resource: an SNS platform application, of which CloudFormation has no resource. Its credentials are read from
 * Secrets Manager here and pass by no template, event or log.
 */
export async function handler(event: Event): Promise<void> {
  const properties = Properties.safeParse(event.ResourceProperties);
  const body = JSON.stringify({
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
    // Another name or platform is another application: CloudFormation then removes the old one.
    PhysicalResourceId: properties.success ? properties.data.Arn : "push-application",
    ...(await answerTo(event, properties.success ? properties.data : undefined)),
  });
  // The signature of the URL covers the content type, and CloudFormation signs an empty one.
  const response = await fetch(event.ResponseURL, { method: "PUT", body, headers: { "content-type": "" } });
  if (!response.ok) throw new Error(`CloudFormation did not take the answer: ${response.status}`);
}

async function answerTo({ RequestType }: Event, properties: Properties | undefined) {
  if (properties === undefined) {
    // What could not be made need not be undone.
    if (RequestType === "Delete") return { Status: "SUCCESS" };
    return { Status: "FAILED", Reason: "Name, Platform, Arn and SecretArn must be set" };
  }
  try {
    if (RequestType === "Delete") await patiently(() => remove(properties));
    else await patiently(() => make(properties));
    return { Status: "SUCCESS" };
  } catch (error) {
    return { Status: "FAILED", Reason: reasonOf(error) };
  }
}

/** The secret's own content never: an error of parsing may repeat it. */
const reasonOf = (error: unknown): string => {
  if (error instanceof SecretError) return error.message;
  return error instanceof Error ? error.name : "unknown";
};

class SecretError extends Error {}

/** Made again it is the same one, which then takes the credentials as they are now. */
async function make({ Name, Platform, Arn, SecretArn }: Properties): Promise<void> {
  const { SecretString = "" } = await secrets.send(new GetSecretValueCommand({ SecretId: SecretArn }));
  const Attributes = Platform === "GCM" ? { PlatformCredential: googleKey(SecretString) } : appleKey(SecretString);
  const { PlatformApplicationArn } = await sns.send(
    new CreatePlatformApplicationCommand({ Name, Platform, Attributes }),
  );
  if (PlatformApplicationArn !== Arn) throw new SecretError(`SNS calls it ${PlatformApplicationArn}, not ${Arn}`);
  await sns.send(new SetPlatformApplicationAttributesCommand({ PlatformApplicationArn: Arn, Attributes }));
}

const remove = ({ Arn }: Properties) => sns.send(new DeletePlatformApplicationCommand({ PlatformApplicationArn: Arn }));

/** The JSON key file of a service account, as Firebase gives it. */
function googleKey(secret: string): string {
  const parsed = z.safeParse(z.looseObject({ private_key: z.string(), project_id: z.string() }), jsonOf(secret));
  if (parsed.success) return secret;
  throw new SecretError("push.fcmSecretArn: the secret must be the JSON key file of a Firebase service account");
}

function appleKey(secret: string) {
  const parsed = z.safeParse(AppleSecret, jsonOf(secret));
  if (!parsed.success) {
    throw new SecretError("push.apns.secretArn: the secret must be JSON with signingKey, keyId, teamId and bundleId");
  }
  const { signingKey, keyId, teamId, bundleId } = parsed.data;
  return {
    PlatformCredential: signingKey,
    PlatformPrincipal: keyId,
    ApplePlatformTeamID: teamId,
    ApplePlatformBundleID: bundleId,
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Asks again for a while: the role of a new deployment takes effect some seconds after it was made. */
async function patiently(work: () => Promise<unknown>, waits: readonly number[] = [2, 4, 8, 16]): Promise<void> {
  try {
    await work();
  } catch (error) {
    const [wait, ...rest] = waits;
    if (wait === undefined || error instanceof SecretError) throw error;
    await setTimeout(wait * 1000);
    await patiently(work, rest);
  }
}
