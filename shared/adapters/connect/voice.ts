import { ConnectClient, ConnectServiceException, StartOutboundVoiceContactCommand } from "@aws-sdk/client-connect";
import type { Refusal } from "../../ports/handed.ts";
import type { VoiceCaller } from "../../ports/voice.ts";
import { patience } from "../patience.ts";
import { isSilence } from "../silence.ts";

/** Connect's refusals, by the names of its errors, as the ports word them. */
const refusals = {
  OutboundContactNotPermittedException: "opted_out",
  DestinationNotAllowedException: "invalid_destination",
  InvalidParameterException: "invalid_destination",
  ThrottlingException: "throttled",
  LimitExceededException: "spend_limit",
} as const satisfies Record<string, Refusal>;

const isKnown = (name: string): name is keyof typeof refusals => name in refusals;

export interface VoiceSettings {
  readonly instanceId: string;
  readonly flowId: string;
  /** Number that calls come from, E.164. */
  readonly number: string;
}

/**
 * Calls by Connect. One request a call and no retry: Connect knows a repetition by its token only while the first
 * call lasts, so a request whose answer was lost must not be made again.
 */
export function connectVoiceCaller({ instanceId, flowId, number }: VoiceSettings): VoiceCaller {
  const client = new ConnectClient(patience(5000, 1));
  return {
    async call(to, call, callId) {
      try {
        await client.send(
          new StartOutboundVoiceContactCommand({
            InstanceId: instanceId,
            ContactFlowId: flowId,
            SourcePhoneNumber: number,
            DestinationPhoneNumber: to,
            ClientToken: callId,
            Attributes: { ...call },
            TrafficType: "GENERAL",
          }),
        );
        return { sent: true };
      } catch (error) {
        if (isSilence(error)) return { sent: false, why: "no_answer" };
        const name = error instanceof ConnectServiceException ? error.name : "";
        return { sent: false, why: isKnown(name) ? refusals[name] : "unavailable" };
      }
    },
  };
}
