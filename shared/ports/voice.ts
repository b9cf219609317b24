import type { VoiceCall } from "../messages/voice.ts";
import type { Handed } from "./handed.ts";

export interface VoiceCaller {
  /**
   * Rings once.
   *
   * @param to E.164.
   * @param callId names this call: what asks for it again while it goes on does not ring again.
   */
  call(to: string, call: VoiceCall, callId: string): Promise<Handed>;
}
