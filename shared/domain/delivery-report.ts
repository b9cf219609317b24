import type { DeliveryState } from "../contract/schemas.ts";
import type { Channel } from "./channel.ts";
import type { Instant } from "./duration.ts";

/**
 * What a provider reports of a message some time after it took it. `bounced`: nothing will ever arrive there;
 * `failed`: this message did not; `complained`: the person called it spam.
 */
export type DeliveryOutcome = "delivered" | "delayed" | "failed" | "bounced" | "complained";

/** Which message is meant: SMS providers name the number alone. */
export type Reported =
  | { readonly authenticatorId: string; readonly sub: string; readonly loginId?: string; readonly challengeId?: string }
  | {
      /** E.164. */
      readonly number: string;
      /** When the message was handed over. */
      readonly sentAt: Instant;
    };

export interface DeliveryReport {
  readonly channel: Channel;
  readonly outcome: DeliveryOutcome;
  readonly of: Reported;
}

/** What the waiting screen is to show; nothing where the message may still come. */
export const deliveryStateBy = {
  delivered: "delivered",
  delayed: undefined,
  failed: "failed",
  bounced: "bounced",
  // It arrived, and was called spam.
  complained: undefined,
} as const satisfies { readonly [O in DeliveryOutcome]: DeliveryState | undefined };

/** Whether nothing is to be sent there any more. */
export const isDead = (outcome: DeliveryOutcome): boolean => outcome === "bounced" || outcome === "complained";
