import { type ConnectClient, type ContactFlowSummary, paginateListContactFlows } from "@aws-sdk/client-connect";
import type { Choices } from "../choices.ts";
import type { Deployment } from "../deployment.ts";

/** Who calls: a Connect instance, and a number of its own. */
interface Caller {
  readonly instanceId: string;
  readonly number: string;
}

/** Nothing where the operator has no voice: the choices have instance and number together, or neither. */
export function callerOf({ settings, deployment }: Choices): Caller | undefined {
  const instanceId = deployment.connect.instanceArn?.split("/").at(-1);
  const { number } = settings.voice;
  return instanceId === undefined || number === undefined ? undefined : { instanceId, number };
}

/** Name of the flow that calls run, as the stack names it. */
export const flowNameOf = ({ name }: Deployment): string => `${name}-voice-code`;

/** The instance's flow of that name: its id is made by Connect, so the name is all that is known here. */
export async function findFlow(
  client: ConnectClient,
  InstanceId: string,
  name: string,
): Promise<ContactFlowSummary | undefined> {
  const asked = { InstanceId, ContactFlowTypes: ["CONTACT_FLOW" as const] };
  for await (const { ContactFlowSummaryList = [] } of paginateListContactFlows({ client }, asked)) {
    const found = ContactFlowSummaryList.find(({ Name }) => Name === name);
    if (found !== undefined) return found;
  }
  return undefined;
}
