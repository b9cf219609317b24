import { randomUUID } from "node:crypto";
import type { ActivityKind } from "../../../shared/contract/activity.ts";
import type { OperationName } from "../../../shared/contract/routes.ts";
import { completeLogin } from "../../attack/visitor.ts";
import { ask, reason } from "../../support/operator.ts";
import type { Service, TestAccount } from "../../support/service.ts";
import { type SignedIn, stepUp } from "../../support/signed-in.ts";
import { copyOf, openBrowser, signInBy, trustIn } from "../../support/test-browser.ts";

/** What somebody does, and which kinds it must leave in the trail of the account. */
export interface Walk {
  readonly leaves: readonly ActivityKind[];
  /** @param me somebody signed in. @returns what is then done, and looked at; an account that it makes is looked at itself. */
  readonly prepare: (service: Service, me: SignedIn) => Promise<() => Promise<unknown>>;
}

export const reads = "reads only";
/** What is written begins or ends something whose outcome is what counts, and leaves its own item. */
export const partOfLogin = "a login's own state; what comes of it is kept";

/** A call of the admin API about the person's account. */
export const operating = (leaves: ActivityKind, what: string, body: object = {}, method?: "PATCH"): Walk => ({
  leaves: [leaves],
  prepare:
    async (service, { person }) =>
    () =>
      ask(
        service,
        `/accounts/${person.sub}${what}`,
        { reason, ...body },
        method === undefined ? undefined : { method },
      ),
});

/** Switched off, so that the password suffices. */
export async function switchOff(service: Service, me: SignedIn) {
  const { client, sessionToken } = me;
  await stepUp(service, me, "switch_off");
  const { version } = await client.getSettings({ sessionToken });
  await client.updateSettings({ sessionToken, ifMatch: version, body: { enabled: false } });
}

/** An event of another system about somebody with a number alone. */
export const telling = (leaves: ActivityKind, event: (of: TestAccount) => object): Walk => ({
  leaves: [leaves],
  prepare:
    async (service, { person }) =>
    () =>
      ask(service, "/lifecycle-events", { eventId: randomUUID(), ...event(person) }),
});
/** A browser that the person trusts. */
export async function trustOne(service: Service, { client, person, sessionToken }: SignedIn): Promise<string> {
  service.stack.advanceClock(31);
  const done = await completeLogin(service, person);
  await done.client.trustBrowser({ ...done.held, body: {} });
  const [browser] = (await client.listTrustedBrowsers({ sessionToken })).browsers;
  return browser?.browserId ?? "";
}

/** A browser that is trusted, and a copy of it that is stale. */
export async function copied(service: Service, { person }: SignedIn) {
  service.stack.advanceClock(31);
  const browser = openBrowser(service);
  await trustIn(service, browser, person);
  const copy = copyOf(service, browser);
  service.stack.advanceClock(11);
  await signInBy(browser, person);
  service.stack.advanceClock(11);
  return copy;
}

export type Walks = { readonly [K in OperationName]?: readonly Walk[] | typeof reads | typeof partOfLogin };
