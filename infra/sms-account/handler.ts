import { setTimeout } from "node:timers/promises";
import { GetSMSAttributesCommand, SetSMSAttributesCommand, SNSClient } from "@aws-sdk/client-sns";
import type { CloudFormationCustomResourceEvent } from "aws-lambda";
import * as z from "zod/mini";

/** What CloudFormation sends, as far as it is read here. */
type Event = Pick<
  CloudFormationCustomResourceEvent,
  "RequestType" | "ResponseURL" | "StackId" | "RequestId" | "LogicalResourceId" | "ResourceProperties"
>;

/** CloudFormation hands every property over as text. */
const Properties = z.object({ RoleArn: z.string(), MonthlySpendLimitUsd: z.optional(z.string()) });
type Properties = z.infer<typeof Properties>;

const sns = new SNSClient();

/**
 * Custom resource: the settings that SNS keeps for all SMS of the account in this region. There is no resource of
 * CloudFormation's for them.
 */
export async function handler(event: Event): Promise<void> {
  const answer = await answerTo(event);
  const body = JSON.stringify({
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
    PhysicalResourceId: "sms-account",
    ...answer,
  });
  // The signature of the URL covers the content type, and CloudFormation signs an empty one.
  const response = await fetch(event.ResponseURL, { method: "PUT", body, headers: { "content-type": "" } });
  if (!response.ok) throw new Error(`CloudFormation did not take the answer: ${response.status}`);
}

async function answerTo({ RequestType, ResourceProperties }: Event) {
  const properties = Properties.safeParse(ResourceProperties);
  // What could not be made need not be undone; and a setting that stays behind is worth no stack that cannot go.
  if (RequestType === "Delete") {
    if (properties.success) await letGo(properties.data).catch(() => undefined);
    return { Status: "SUCCESS" };
  }
  if (!properties.success) return { Status: "FAILED", Reason: "RoleArn must be the ARN of the delivery log's role" };
  try {
    await set(properties.data);
    return { Status: "SUCCESS" };
  } catch (error) {
    return { Status: "FAILED", Reason: error instanceof Error ? `${error.name}: ${error.message}` : "unknown" };
  }
}

/** Asks again for a while: a new role, the function's own or the log's, takes effect some seconds after it was made. */
async function set(properties: Properties, waits: readonly number[] = [2, 4, 8, 16]): Promise<void> {
  const { RoleArn, MonthlySpendLimitUsd } = properties;
  const attributes = {
    DefaultSMSType: "Transactional",
    DeliveryStatusIAMRole: RoleArn,
    // In per cent: else only failures would be heard of.
    DeliveryStatusSuccessSamplingRate: "100",
    ...(MonthlySpendLimitUsd === undefined ? {} : { MonthlySpendLimit: MonthlySpendLimitUsd }),
  };
  try {
    await sns.send(new SetSMSAttributesCommand({ attributes }));
  } catch (error) {
    const [wait, ...rest] = waits;
    if (wait === undefined) throw error;
    await setTimeout(wait * 1000);
    await set(properties, rest);
  }
}

/** The role goes with the stack, so SNS forgets it, unless it has another by now. Limit and type stay: others send too. */
async function letGo({ RoleArn }: Properties): Promise<void> {
  const name = "DeliveryStatusIAMRole";
  const { attributes } = await sns.send(new GetSMSAttributesCommand({ attributes: [name] }));
  if (attributes?.[name] === RoleArn) await sns.send(new SetSMSAttributesCommand({ attributes: { [name]: "" } }));
}
