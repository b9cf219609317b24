import type { SettingsInput } from "../../shared/settings.ts";
import { password, type Service } from "../support/service.ts";
import { wordy } from "../support/signed-in.ts";
import { type BegunLogin, freshAddress, heldOf, outcome } from "./visitor.ts";

/** Few messages to one account in an hour. */
export const fewSends: SettingsInput = { ...wordy, sends: { ...wordy.sends, perSubjectHour: 5 } };

/** Somebody who has named an account and nothing more asks for codes, again and again. */
export async function askAsStranger(service: Service, identifier: string): Promise<void> {
  for (let count = 0; count < 10; count += 1) {
    const client = service.from(freshAddress());
    const login = await client.startLogin({ body: { identifier } });
    const methodId = login.methods[0]?.methodId ?? "sms_code.any";
    await outcome(client.createChallenge({ ...heldOf(login), body: { methodId } }));
  }
}

/** The owner proves the password, and asks for one. @returns the problem, or `done`. */
export async function askAsOwner(service: Service, identifier: string): Promise<string> {
  const client = service.from(freshAddress());
  const begun = await client.startLogin({ body: { identifier } });
  const login = await client.verifyLogin({ ...heldOf(begun), body: { password } });
  return outcome(client.createChallenge({ ...heldOf(login), body: { methodId: login.methods[0]?.methodId ?? "" } }));
}

/** Somebody who once had the password right asks again and again for what is not sent. @returns the problems, each once. */
export async function askInVain(
  service: Service,
  { held }: Pick<BegunLogin, "held">,
  methodId: string,
): Promise<string[]> {
  const problems = new Set<string>();
  for (let count = 0; count < 6; count += 1) {
    problems.add(await outcome(service.from(freshAddress()).createChallenge({ ...held, body: { methodId } })));
  }
  return [...problems];
}
