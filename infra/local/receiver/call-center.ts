import * as z from "zod/mini";
import { voiceCodeFlow } from "../../flows/voice-code.ts";
import { type Actions, parseInput, Refusal } from "./wire.ts";

/** The Connect instance that stands here, with the one flow and the one number that it has. */
export const callCenter = {
  instanceId: "11111111-2222-3333-4444-555555555555",
  flowId: "66666666-7777-8888-9999-000000000000",
  flowName: "nidan-voice-code",
  number: "+815000001234",
} as const;

const instanceArn = `arn:aws:connect:ap-northeast-1:000000000000:instance/${callCenter.instanceId}`;
const flowArn = `${instanceArn}/contact-flow/${callCenter.flowId}`;
const numberId = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";

const OfInstance = z.object({ InstanceId: z.string() });
const OfFlow = z.extend(OfInstance, { ContactFlowId: z.string() });
const OfFlowTypes = z.extend(OfInstance, {
  contactFlowTypes: z.optional(z.union([z.string(), z.array(z.string())])),
});
const OfNumbers = z.object({
  InstanceId: z.optional(z.string()),
  TargetArn: z.optional(z.string()),
  PhoneNumberCountryCodes: z.optional(z.array(z.string())),
  PhoneNumberTypes: z.optional(z.array(z.string())),
  PhoneNumberPrefix: z.optional(z.string()),
});

/** What Connect tells of an instance, its flows and its numbers. Everything fits on the first page. */
export const callCenterActions = {
  "GET /instance/{InstanceId}": (input) => {
    ensureInstance(parseInput(OfInstance, input, "InvalidRequestException").InstanceId);
    return {
      Instance: {
        Id: callCenter.instanceId,
        Arn: instanceArn,
        IdentityManagementType: "CONNECT_MANAGED",
        InstanceAlias: "nidan",
        InstanceStatus: "ACTIVE",
        InboundCallsEnabled: false,
        OutboundCallsEnabled: true,
      },
    };
  },
  "GET /contact-flows/{InstanceId}/{ContactFlowId}": (input) => {
    const { InstanceId, ContactFlowId } = parseInput(OfFlow, input, "InvalidParameterException");
    ensureFlow(InstanceId, ContactFlowId);
    return {
      ContactFlow: {
        Arn: flowArn,
        Id: callCenter.flowId,
        Name: callCenter.flowName,
        Type: "CONTACT_FLOW",
        State: "ACTIVE",
        Status: "PUBLISHED",
        Content: JSON.stringify(voiceCodeFlow()),
      },
    };
  },
  "GET /contact-flows-summary/{InstanceId}": (input) => {
    const { InstanceId, contactFlowTypes: types } = parseInput(OfFlowTypes, input, "InvalidParameterException");
    ensureInstance(InstanceId);
    const flow = {
      Id: callCenter.flowId,
      Arn: flowArn,
      Name: callCenter.flowName,
      ContactFlowType: "CONTACT_FLOW",
      ContactFlowState: "ACTIVE",
      ContactFlowStatus: "PUBLISHED",
    };
    const asked = types === undefined || [types].flat().includes(flow.ContactFlowType);
    return { ContactFlowSummaryList: asked ? [flow] : [] };
  },
  "POST /phone-number/list": (input) => {
    const { InstanceId, TargetArn, ...filter } = parseInput(OfNumbers, input, "InvalidParameterException");
    if (InstanceId !== undefined) ensureInstance(InstanceId);
    if (TargetArn !== undefined && TargetArn !== instanceArn) throw notFound("target", TargetArn);
    const number = {
      PhoneNumberId: numberId,
      PhoneNumberArn: `arn:aws:connect:ap-northeast-1:000000000000:phone-number/${numberId}`,
      PhoneNumber: callCenter.number,
      PhoneNumberCountryCode: "JP",
      PhoneNumberType: "DID",
      TargetArn: instanceArn,
      InstanceId: callCenter.instanceId,
    };
    const asked =
      (filter.PhoneNumberCountryCodes ?? ["JP"]).includes(number.PhoneNumberCountryCode) &&
      (filter.PhoneNumberTypes ?? ["DID"]).includes(number.PhoneNumberType) &&
      number.PhoneNumber.startsWith(filter.PhoneNumberPrefix ?? "+");
    return { ListPhoneNumbersSummaryList: asked ? [number] : [] };
  },
} as const satisfies Actions;

/** @throws Refusal as Connect words it. */
export function ensureFlow(instanceId: string, flowId: string): void {
  ensureInstance(instanceId);
  if (flowId !== callCenter.flowId) throw notFound("flow", flowId);
}

function ensureInstance(id: string): void {
  if (id !== callCenter.instanceId) throw notFound("instance", id);
}

const notFound = (what: string, given: string) =>
  new Refusal("ResourceNotFoundException", `The local receiver has no ${what} "${given}"`, 404);
