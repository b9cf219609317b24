import type { Instant } from "../domain/duration.ts";
import type { SendingState } from "../domain/sending-state.ts";

export interface SendingStates {
  /** As it was at most ten seconds ago: what must be exact is charged when a message is sent. */
  read(now: Instant): Promise<SendingState>;
}
