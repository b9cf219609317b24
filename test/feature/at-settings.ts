import { randomUUID } from "node:crypto";
import { freshAddress } from "../attack/visitor.ts";
import { freshPhone, password, type Service } from "../support/service.ts";
import { signInNew } from "../support/signed-in.ts";

/** Somebody signed in with two numbers and an address, at the settings. */
export async function readySettings(service: Service, ...made: Parameters<Service["makeAccount"]>) {
  const phones = made[0] ?? [freshPhone(), freshPhone()];
  const email = `person-${randomUUID()}@example.jp`;
  const me = await signInNew(service, phones, made[1] ?? [email]);
  const { client, sessionToken } = me;
  const read = () => client.getSettings({ sessionToken });
  type Changes = Parameters<typeof client.updateSettings>[0]["body"];
  return {
    ...me,
    email,
    read,
    /** As the page does: what was read is what is changed. */
    change: async (body: Changes) => client.updateSettings({ sessionToken, ifMatch: (await read()).version, body }),
    changeOn: (ifMatch: number, body: Changes) => client.updateSettings({ sessionToken, ifMatch, body }),
    /** What a new login offers. */
    begin: () => service.from(freshAddress()).startLogin({ body: { identifier: me.person.identifier, password } }),
  };
}
