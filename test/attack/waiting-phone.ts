import type { Service } from "../support/service.ts";
import { askLink } from "./links.ts";
import { freshAddress } from "./visitor.ts";

/** A login that waits for the phone, and the phone that has its URL. */
export async function waitingPhone(service: Service, client = service.from(freshAddress())) {
  const person = await service.makeAccount();
  const asked = await askLink(service, person, { client });
  const phone = service.from(freshAddress());
  const redeem = (body: object) => phone.redeemLink({ body: { token: asked.token, decision: "approve", ...body } });
  const approve = (changes: object = {}) =>
    redeem({ acknowledged: true, matchNumber: asked.challenge.matchNumber ?? "", ...changes });
  const deny = () => redeem({ decision: "deny" });
  return { ...asked, person, phone, redeem, approve, deny };
}
