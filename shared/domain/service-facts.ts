import type { Settings } from "../settings.ts";

/** What anybody may know of the service: all of the operator's settings, nothing of anybody's. */
export function serviceFactsOf({ service, login, sms, voice, email }: Settings) {
  const known = (...senders: readonly (string | undefined)[]) => senders.filter((sender) => sender !== undefined);
  return {
    shortName: service.shortName,
    loginOrder: login.order,
    senders: { sms: known(sms.originationNumber, sms.senderId), voice: known(voice.number), email: known(email.from) },
  };
}
