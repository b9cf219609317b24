import { afterAll, afterEach, beforeAll, describe, expect } from "@jest/globals";
import type { Emulator } from "../../infra/local/emulator.ts";
import { type Store, startStore } from "../support/store.ts";
import { describeActivities } from "./activities.ts";
import { describeAdministration } from "./administration.ts";
import { describeAuthenticators } from "./authenticators.ts";
import { describeConsumptions } from "./consumptions.ts";
import { describeConversions } from "./conversions.ts";
import { describeDelegatedLogins } from "./delegated-logins.ts";
import { describeDirectory } from "./directory.ts";
import { describeDisavowals } from "./disavowals.ts";
import { describeEarlyFactors } from "./early-factors.ts";
import { describeHabits } from "./habits.ts";
import { describeLoginDecisions } from "./login-decisions.ts";
import { describeLoginFactors } from "./login-factors.ts";
import { describeLoginSends } from "./login-sends.ts";
import { describeLoginWrites } from "./login-writes.ts";
import { describeLogins } from "./logins.ts";
import { describeOutbox } from "./outbox.ts";
import { describePasswordSettings } from "./password-settings.ts";
import { describePasswordWaits } from "./password-waits.ts";
import { describePendingAuthenticators } from "./pending-authenticators.ts";
import { describeRecoveries } from "./recoveries.ts";
import { describeSessions } from "./sessions.ts";
import { describeSharedCounters } from "./shared-counters.ts";
import { describeTable } from "./table.ts";
import { describeThrottles } from "./throttles.ts";
import { describeTrustedBrowsers } from "./trusted-browsers.ts";
import { describeTrusting } from "./trusting.ts";

/** Everything that the ports of the store promise, on this emulator. */
export function describeStores(
  name: string,
  start: () => Promise<Emulator>,
  only: (name: string, suite: () => void) => void = describe,
): void {
  only(name, () => {
    let store: Store | undefined;
    const use = () => {
      if (store === undefined) throw new Error("the store has not started");
      return store;
    };
    beforeAll(async () => {
      store = await startStore(start);
    });
    // A fault that nothing ran into would prove nothing.
    afterEach(() => expect(use().clearFaults()).toBe(0));
    afterAll(() => store?.close());

    describeTable(use);
    describeDirectory(use);
    describeDisavowals(use);
    describePasswordSettings(use);
    describeLogins(use);
    describeLoginWrites(use);
    describeLoginFactors(use);
    describeLoginDecisions(use);
    describeDelegatedLogins(use);
    describeEarlyFactors(use);
    describeLoginSends(use);
    describeThrottles(use);
    describeSharedCounters(use);
    describePasswordWaits(use);
    describeOutbox(use);
    describeConsumptions(use);
    describeConversions(use);
    describeSessions(use);
    describeActivities(use);
    describeHabits(use);
    describeTrustedBrowsers(use);
    describeTrusting(use);
    describeAuthenticators(use);
    describeAdministration(use);
    describePendingAuthenticators(use);
    describeRecoveries(use);
  });
}
