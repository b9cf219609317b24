import { type BusEvent, eventTokenType, type ServiceEvent } from "../contract/service-event.ts";
import type { Dependencies } from "../dependencies.ts";
import { toEpochSeconds } from "../domain/duration.ts";
import { traceOf } from "../observability/log.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "log" | "signer">;

/**
 * The event as the bus takes it: with a token for the webhooks that want it, where there are any, and else unsigned.
 *
 * @returns nothing when it could not be signed.
 */
export async function signEvent(event: ServiceEvent, needs: Needs): Promise<BusEvent | undefined> {
  const { clock, config, log, signer } = needs;
  const wanting = config.settings.webhooks.filter(({ events }) => events?.includes(event.type) ?? true);
  if (wanting.length === 0) return event;
  const claims = {
    iss: config.origin,
    aud: wanting.map(({ name }) => name),
    iat: toEpochSeconds(clock.now()),
    jti: event.eventId,
    sub: event.sub,
    event,
  };
  try {
    return { ...event, token: await signer.sign({ typ: eventTokenType }, claims) };
  } catch (error) {
    log.write("event_not_signed", { outbox: "events", ...traceOf(error) });
    return undefined;
  }
}
