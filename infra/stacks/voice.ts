import { Fn, type Stack } from "aws-cdk-lib";
import { CfnContactFlow } from "aws-cdk-lib/aws-connect";
import { voiceCodeFlow } from "../flows/voice-code.ts";
import type { Plan } from "./plan.ts";

/** The operator's Connect instance, and the flow in it that a call runs. */
export interface Voice {
  readonly instanceArn: string;
  readonly instanceId: string;
  readonly flowArn: string;
  readonly flowId: string;
}

/** @returns nothing where the operator has no instance to call from. */
export function addVoice(stack: Stack, { deployment }: Plan): Voice | undefined {
  const { instanceArn } = deployment.connect;
  if (instanceArn === undefined) return undefined;
  const { attrContactFlowArn: flowArn } = new CfnContactFlow(stack, "VoiceCodeFlow", {
    instanceArn,
    name: `${deployment.name}-voice-code`,
    description: "Tells a code to whoever presses the key on the screen; changed by deployments alone",
    type: "CONTACT_FLOW",
    state: "ACTIVE",
    content: JSON.stringify(voiceCodeFlow()),
  });
  // …:instance/<instance>/contact-flow/<flow>
  const [, instanceId = ""] = instanceArn.split("/");
  return { instanceArn, instanceId, flowArn, flowId: Fn.select(3, Fn.split("/", flowArn)) };
}
