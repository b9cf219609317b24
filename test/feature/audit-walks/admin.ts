import { randomUUID } from "node:crypto";
import { activityOf } from "../../../shared/domain/activity.ts";
import { hours } from "../../../shared/domain/duration.ts";
import { claim, codeFor, prove, redeem, startDelegated } from "../../support/delegated.ts";
import { ask, reason } from "../../support/operator.ts";
import { password } from "../../support/service.ts";
import { enrolApp } from "../../support/signed-in.ts";

import { operating, reads, telling, type Walks } from "./walk.ts";

export const adminWalks = {
  createAccount: [
    {
      leaves: ["account_made"],
      prepare: async (service) => () => service.makeAccount(),
    },
  ],
  importAccounts: [
    {
      leaves: ["account_made"],
      prepare: async (service) => async () => {
        const account = { identifier: `imported-${randomUUID()}`, password };
        const { body } = await ask(service, "/imports", { importId: randomUUID(), accounts: [account] });
        return JSON.parse(JSON.stringify(body)).results[0];
      },
    },
  ],
  findAccount: reads,
  getAccount: reads,
  listAccountActivity: reads,
  updateAccount: [operating("account_changed", "", { locale: "en" }, "PATCH")],
  lockAccount: [operating("account_locked", "/lock")],
  unlockAccount: [
    {
      leaves: ["account_unlocked"],
      prepare: async (service, { person }) => {
        await ask(service, `/accounts/${person.sub}/lock`, { reason });
        return () => ask(service, `/accounts/${person.sub}/unlock`, { reason });
      },
    },
  ],
  revokeAccess: [operating("access_revoked", "/revocations")],
  resetAccount: [
    operating("password_reset", "/resets", { password: true }),
    operating("recovery_granted", "/resets", { recovery: true }),
    {
      leaves: ["methods_reset"],
      prepare: async (service, { person }) => {
        const { authenticators } = (await ask(service, `/accounts/${person.sub}`)).body;
        const authenticatorIds = authenticators.map(({ authenticatorId }) => authenticatorId);
        return () => ask(service, `/accounts/${person.sub}/resets`, { authenticatorIds, reason });
      },
    },
  ],
  confirmReset: [
    {
      leaves: ["password_reset"],
      prepare: async ({ dependencies, ...service }, { person }) => {
        const [resetId, at] = ["A".repeat(22), dependencies.clock.now()];
        const scope = { authenticatorIds: [], password: true, recovery: false };
        const asked = { resetId, sub: person.sub, scope, reason, askedBy: "arn:aws:iam::000000000000:user/second" };
        const waiting = { ...asked, askedAt: at, expiresAt: at + hours(24) };
        const { settings } = dependencies.config;
        const activity = activityOf("reset_asked", { sub: person.sub, id: resetId, at }, {}, settings);
        await dependencies.administration.askReset(waiting, { notices: [], activities: [activity] });
        const path = `/accounts/${person.sub}/resets/${resetId}/confirmation`;
        return () => ask({ dependencies, ...service }, path, { reason });
      },
    },
  ],
  exportAccount: [operating("account_exported", "/export")],
  deleteAccount: [operating("account_deleted", "/deletion")],
  startDelegatedLogin: [
    {
      leaves: ["login_delegated"],
      prepare:
        async (service, { person }) =>
        () =>
          startDelegated(service, person),
    },
  ],
  redeemResult: [
    {
      leaves: ["result_redeemed"],
      prepare: async (service, { person }) => {
        service.stack.advanceClock(31);
        const claimed = await claim(service, person);
        const code = await codeFor(claimed, await prove(service, person, claimed));
        return () => redeem(service, code);
      },
    },
  ],
  recordLifecycleEvent: [
    telling("account_closed", ({ sub }) => ({ type: "account_closed", sub })),
    telling("second_factor_ended", ({ sub, phones }) => ({ type: "line_cancelled", sub, destination: phones[0] })),
    {
      leaves: ["method_retired"],
      prepare: async (service, me) => {
        await enrolApp(service, me);
        const { sub, phones } = me.person;
        const event = { eventId: randomUUID(), type: "number_changed", sub, destination: phones[0] };
        return () => ask(service, "/lifecycle-events", event);
      },
    },
  ],
} as const satisfies Walks;
