import { isDeepStrictEqual } from "node:util";
import {
  DescribeContactFlowCommand,
  DescribeInstanceCommand,
  ListPhoneNumbersV2Command,
} from "@aws-sdk/client-connect";
import * as z from "zod/mini";
import { voiceCodeFlow } from "../../flows/voice-code.ts";
import type { Asked } from "../aws.ts";
import { callerOf, findFlow, flowNameOf } from "../connect-flow.ts";
import { bad, type Check, type Checks, deployAgain, type Finding, ok, skipped } from "./check.ts";

/** Only where the operator has a number to call from. */
const whereVoice =
  (run: (asked: Asked, instanceId: string, number: string) => Promise<Finding>): Check["run"] =>
  async (asked) => {
    const caller = callerOf(asked.choices);
    if (caller === undefined) return skipped("voice.number is not set: no codes by voice");
    return run(asked, caller.instanceId, caller.number);
  };

export const voiceChecks = {
  "voice.instance": {
    title: "Voice: instance",
    actions: ["connect:DescribeInstance", "ds:DescribeDirectories"],
    run: whereVoice(async ({ connect }, InstanceId) =>
      judgeInstance((await connect.send(new DescribeInstanceCommand({ InstanceId }))).Instance),
    ),
  },
  "voice.flow": {
    title: "Voice: flow",
    actions: ["connect:ListContactFlows", "connect:DescribeContactFlow"],
    run: whereVoice(async ({ connect, choices }, InstanceId) => {
      const name = flowNameOf(choices.deployment);
      const found = await findFlow(connect, InstanceId, name);
      if (found?.Id === undefined) return judgeFlow(name, undefined);
      const asked = { InstanceId, ContactFlowId: found.Id };
      return judgeFlow(name, (await connect.send(new DescribeContactFlowCommand(asked))).ContactFlow);
    }),
  },
  "voice.number": {
    title: "Voice: number",
    actions: ["connect:ListPhoneNumbersV2"],
    run: whereVoice(async ({ connect }, InstanceId, number) => {
      const asked = { InstanceId, PhoneNumberPrefix: number };
      const { ListPhoneNumbersSummaryList = [] } = await connect.send(new ListPhoneNumbersV2Command(asked));
      return judgeNumber(
        number,
        ListPhoneNumbersSummaryList.map(({ PhoneNumber }) => PhoneNumber),
      );
    }),
  },
} as const satisfies Checks;

interface Instance {
  readonly InstanceStatus?: string | undefined;
  readonly OutboundCallsEnabled?: boolean | undefined;
}

export function judgeInstance({ InstanceStatus = "unknown", OutboundCallsEnabled }: Instance = {}): Finding {
  if (InstanceStatus !== "ACTIVE") return bad(`not active (${InstanceStatus})`, "See the Connect console");
  if (OutboundCallsEnabled === true) return ok("active, with outbound calls");
  return bad("outbound calls are switched off", "Connect console, the instance, Telephony: allow outbound calls");
}

interface FoundFlow {
  readonly State?: string | undefined;
  readonly Content?: string | undefined;
}

/** @param found nothing where the instance has no flow of that name. */
export function judgeFlow(name: string, found: FoundFlow | undefined): Finding {
  if (found === undefined) return bad(`there is no flow ${name}`, deployAgain);
  if (found.State !== "ACTIVE") return bad(`${name} is not active (${found.State ?? "unknown"})`, deployAgain);
  if (isDeepStrictEqual(runOf(found.Content ?? ""), runOf(JSON.stringify(voiceCodeFlow()))))
    return ok(`${name} is as it was made`);
  return bad(`${name} was changed, so it may say codes to a voicemail or keep them`, deployAgain);
}

const Flow = z.object({
  Version: z.string(),
  StartAction: z.string(),
  Actions: z.array(z.looseObject({ Identifier: z.string() })),
});

/** What a flow does. Where its blocks stand in the console's drawing is left out; nothing for what is no flow. */
function runOf(content: string) {
  const parsed = z.safeParse(Flow, jsonOf(content));
  if (!parsed.success) return undefined;
  const { Actions, ...rest } = parsed.data;
  return { ...rest, Actions: Object.fromEntries(Actions.map((action) => [action.Identifier, action])) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function judgeNumber(number: string, listed: readonly (string | undefined)[]): Finding {
  if (listed.includes(number)) return ok(`${number} belongs to the instance`);
  return bad(
    `${number} does not belong to the instance: Connect refuses every call`,
    "Set voice.number to one that does (Connect console, Channels, Phone numbers), or claim it",
  );
}
