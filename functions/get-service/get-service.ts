import type { Dependencies } from "../../shared/dependencies.ts";
import type { RequestOf } from "../../shared/http/request.ts";

/** The service's name, and where its messages come from: all of the operator's settings, nothing of anybody's. */
export async function getService(_: RequestOf<"getService">, { config }: Pick<Dependencies, "config">) {
  const { service, login, sms, voice, email } = config.settings;
  const known = (...senders: readonly (string | undefined)[]) => senders.filter((sender) => sender !== undefined);
  return {
    shortName: service.shortName,
    loginOrder: login.order,
    senders: { sms: known(sms.originationNumber, sms.senderId), voice: known(voice.number), email: known(email.from) },
  };
}
