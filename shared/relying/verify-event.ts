import { createRemoteJWKSet, jwtVerify } from "jose";
import * as z from "zod/mini";
import { eventTokenType, ServiceEvent } from "../contract/service-event.ts";
import { jwtReasonOf } from "./jwt-reason.ts";

/** Why an event was refused. What is not of this list is a fault, and thrown as it came. */
export type EventRefusal = "malformed" | "signature" | "type" | "issuer" | "audience" | "too_old";

/** An event that does not stand. `refusal` says why; the message holds nothing of the event. */
export class EventRefused extends Error {
  readonly refusal: EventRefusal;

  constructor(refusal: EventRefusal) {
    super(`the event is refused: ${refusal}`);
    this.name = "EventRefused";
    this.refusal = refusal;
  }
}

/** An event as it was told. Kinds that this version does not know may come: they are texts. */
const ToldEvent = z.extend(ServiceEvent, {
  type: z.string(),
  by: z.string(),
  method: z.optional(z.string()),
});
export type ToldEvent = z.infer<typeof ToldEvent>;

/** What a receiver of a webhook knows beforehand. */
export interface EventReceiver {
  /** `https://login.example.jp`: the host that was deployed. */
  readonly issuer: string;
  /** The webhook, as the configuration names it. */
  readonly webhook: string;
  /** Which a deployment signs with; default `ES256`. No other is accepted, whatever the token says. */
  readonly algorithm?: "ES256" | "RS256";
  /** By how many seconds clocks may differ; default 30. */
  readonly clockToleranceSeconds?: number;
  /** Since it was signed; default 25 h, since what a receiver did not take comes again for a day. */
  readonly maxAgeSeconds?: number;
}

const anHour = 3600;

/**
 * A verifier of the tokens that a webhook is posted. Whoever got hold of a token can send it again within
 * `maxAgeSeconds`, and so does the service where it got no answer: leave out what was seen, by its `eventId`.
 *
 * @returns checks one token. It throws EventRefused with the reason, and whatever fetching the keys threw.
 */
export function createEventVerifier(receiver: EventReceiver) {
  const { issuer, webhook, algorithm = "ES256", clockToleranceSeconds = 30, maxAgeSeconds = 25 * anHour } = receiver;
  const keys = createRemoteJWKSet(new URL("/.well-known/jwks.json", issuer));

  return async function verifyEvent(token: string): Promise<ToldEvent> {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience: webhook,
      algorithms: [algorithm],
      // A result is signed by the same key: the type alone tells them apart (RFC 8725 3.11).
      typ: eventTokenType,
      clockTolerance: clockToleranceSeconds,
      maxTokenAge: maxAgeSeconds,
      requiredClaims: ["jti", "iat", "sub", "event"],
    }).catch((error: unknown) => {
      const reason = jwtReasonOf(error);
      throw reason === undefined ? error : new EventRefused(reason === "expired" ? "too_old" : reason);
    });
    const event = z.safeParse(ToldEvent, payload.event);
    // Ensure that what was signed is one thing.
    if (!event.success || event.data.eventId !== payload.jti || event.data.sub !== payload.sub) {
      throw new EventRefused("malformed");
    }
    return event.data;
  };
}
