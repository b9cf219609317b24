import { randomUUID } from "node:crypto";
import type { ActivityKind } from "../../shared/contract/activity.ts";
import type { OperationName } from "../../shared/contract/routes.ts";
import { activityOf } from "../../shared/domain/activity.ts";
import { hours } from "../../shared/domain/duration.ts";
import { askLink } from "../attack/links.ts";
import {
  askLogin,
  beginLogin,
  completeLogin,
  freshAddress,
  heldOf,
  newestCode,
  refusal,
  wrongCodes,
} from "../attack/visitor.ts";
import { claim, codeFor, prove, redeem, startDelegated, ticketOf } from "../support/delegated.ts";
import { disavowalFor } from "../support/disavowal.ts";
import { ask, reason } from "../support/operator.ts";
import { askApp, pairApp } from "../support/paired.ts";
import { newPassword, passwordLinkFor } from "../support/password-link.ts";
import { askProof, atSecondStep, enrolling, grant, stopToken } from "../support/recovering.ts";
import { password, type Service, type TestAccount } from "../support/service.ts";
import { addApp, enrolApp, makeCodes, type SignedIn, signIn, stepUp } from "../support/signed-in.ts";
import { copyOf, openBrowser, signInBy, trustIn } from "../support/test-browser.ts";
import { totpOf } from "../support/totp.ts";
import { addAddress, codeAt, freshEmail } from "./adding.ts";

/** What somebody does, and which kinds it must leave in the trail of the account. */
export interface Walk {
  readonly leaves: readonly ActivityKind[];
  /** @param me somebody signed in. @returns what is then done, and looked at; an account that it makes is looked at itself. */
  readonly prepare: (service: Service, me: SignedIn) => Promise<() => Promise<unknown>>;
}

const reads = "reads only";
/** What is written begins or ends something whose outcome is what counts, and leaves its own item. */
const partOfLogin = "a login's own state; what comes of it is kept";

/** A call of the admin API about the person's account. */
const operating = (leaves: ActivityKind, what: string, body: object = {}, method?: "PATCH"): Walk => ({
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
async function switchOff(service: Service, me: SignedIn) {
  const { client, sessionToken } = me;
  await stepUp(service, me, "switch_off");
  const { version } = await client.getSettings({ sessionToken });
  await client.updateSettings({ sessionToken, ifMatch: version, body: { enabled: false } });
}

/** An event of another system about somebody with a number alone. */
const telling = (leaves: ActivityKind, event: (of: TestAccount) => object): Walk => ({
  leaves: [leaves],
  prepare:
    async (service, { person }) =>
    () =>
      ask(service, "/lifecycle-events", { eventId: randomUUID(), ...event(person) }),
});
/** A browser that the person trusts. */
async function trustOne(service: Service, { client, person, sessionToken }: SignedIn): Promise<string> {
  service.stack.advanceClock(31);
  const done = await completeLogin(service, person);
  await done.client.trustBrowser({ ...done.held, body: {} });
  const [browser] = (await client.listTrustedBrowsers({ sessionToken })).browsers;
  return browser?.browserId ?? "";
}

/** A browser that is trusted, and a copy of it that is stale. */
async function copied(service: Service, { person }: SignedIn) {
  service.stack.advanceClock(31);
  const browser = openBrowser(service);
  await trustIn(service, browser, person);
  const copy = copyOf(service, browser);
  service.stack.advanceClock(11);
  await signInBy(browser, person);
  service.stack.advanceClock(11);
  return copy;
}

/** Every operation of the contract: what it leaves behind, or why nothing. One that is missing does not compile. */
export const walks = {
  startLogin: [
    {
      leaves: ["password_refused"],
      prepare: async (service, { client, sessionToken, person }) => {
        await client.disavowOwn({ sessionToken });
        const body = { identifier: person.identifier, password };
        return () => refusal(service.from(freshAddress()).startLogin({ body }));
      },
    },
    {
      leaves: ["signed_in"],
      prepare: async (service, me) => {
        await switchOff(service, me);
        const body = { identifier: me.person.identifier, password };
        return () => service.from(freshAddress()).startLogin({ body });
      },
    },
    {
      leaves: ["browser_copied"],
      prepare: async (service, me) => {
        const copy = await copied(service, me);
        return () => signInBy(copy, me.person);
      },
    },
  ],
  getLogin: partOfLogin,
  cancelLogin: [
    {
      leaves: ["login_cancelled"],
      prepare: async (service, { person }) => {
        const { client, held } = await beginLogin(service, person);
        return () => client.cancelLogin(held);
      },
    },
  ],
  createChallenge: [
    {
      leaves: ["code_sent"],
      prepare: async (service, { person }) => {
        const { client, held, methodIds } = await beginLogin(service, person);
        return () => client.createChallenge({ ...held, body: { methodId: methodIds[0] } });
      },
    },
  ],
  verifyLogin: [
    {
      leaves: ["signed_in"],
      prepare: async (service, { person }) => {
        const { client, held, code } = await askLogin(service, person);
        return () => client.verifyLogin({ ...held, body: { code } });
      },
    },
    {
      leaves: ["signed_in"],
      prepare: async (service, me) => {
        await switchOff(service, me);
        const client = service.from(freshAddress());
        const held = heldOf(await client.startLogin({ body: { identifier: me.person.identifier } }));
        return () => client.verifyLogin({ ...held, body: { password } });
      },
    },
    {
      leaves: ["stepped_up"],
      prepare: async (service, { client, sessionToken, person }) => {
        const login = await client.startStepUp({ sessionToken, body: { action: "switch_off" } });
        const held = heldOf(login);
        await client.createChallenge({ ...held, body: { methodId: login.methods[0]?.methodId ?? "" } });
        return () => client.verifyLogin({ ...held, body: { code: newestCode(service, person) } });
      },
    },
    {
      leaves: ["recovery_proved"],
      prepare: async (service, { person }) => {
        const step = await atSecondStep(service, person);
        const { own, code } = await askProof(service, step, "sms_code", person.phones[0] ?? "");
        return () => step.client.verifyLogin({ ...own, body: { code: code() } });
      },
    },
    {
      leaves: ["code_wrong"],
      prepare: async (service, { person }) => {
        const { client, held, code } = await askLogin(service, person);
        return () => refusal(client.verifyLogin({ ...held, body: { code: wrongCodes(code, 1)[0] } }));
      },
    },
    {
      leaves: ["login_locked", "code_wrong"],
      prepare: async (service, { person }) => {
        const { client, held, code } = await askLogin(service, person);
        const [last, ...first] = wrongCodes(code, 5);
        for (const wrong of first) await refusal(client.verifyLogin({ ...held, body: { code: wrong } }));
        return () => refusal(client.verifyLogin({ ...held, body: { code: last } }));
      },
    },
    {
      leaves: ["method_disabled", "code_wrong"],
      prepare: async (service, { person }) => {
        const guess = async () => {
          service.stack.advanceClock(60 * 60);
          const { client, held, code } = await askLogin(service, person);
          return () => refusal(client.verifyLogin({ ...held, body: { code: wrongCodes(code, 1)[0] } }));
        };
        for (let guessed = 1; guessed < 10; guessed += 1) await (await guess())();
        return guess();
      },
    },
    {
      leaves: ["attempts_exhausted"],
      prepare: async (service, { person }) => {
        for (const count of [3, 2]) {
          const guessed = await askLogin(service, person);
          const wrongs = wrongCodes(guessed.code, count);
          for (const code of wrongs) await refusal(guessed.client.verifyLogin({ ...guessed.held, body: { code } }));
        }
        const { client, held, code } = await askLogin(service, person);
        return () => refusal(client.verifyLogin({ ...held, body: { code } }));
      },
    },
  ],
  issueToken: partOfLogin,
  claimLogin: [
    {
      leaves: ["login_claimed"],
      prepare: async (service, { person }) => {
        const ticket = await ticketOf(service, person);
        return () => service.from(freshAddress()).claimLogin({ body: { ticket } });
      },
    },
  ],
  returnLogin: partOfLogin,
  inspectLink: reads,
  redeemLink: [
    {
      leaves: ["signed_in"],
      prepare: async (service, { person }) => {
        const { token, challenge } = await askLink(service, person);
        const { matchNumber = "" } = challenge;
        const body = { token, decision: "approve", acknowledged: true, matchNumber } as const;
        return () => service.from(freshAddress()).redeemLink({ body });
      },
    },
    {
      leaves: ["login_denied"],
      prepare: async (service, { person }) => {
        const { token } = await askLink(service, person);
        return () => service.from(freshAddress()).redeemLink({ body: { token, decision: "deny" } });
      },
    },
    {
      leaves: ["code_wrong"],
      prepare: async (service, { person }) => {
        const { token, challenge } = await askLink(service, person);
        const matchNumber = challenge.matchNumber === "00" ? "01" : "00";
        const body = { token, decision: "approve", acknowledged: true, matchNumber } as const;
        return () => refusal(service.from(freshAddress()).redeemLink({ body }));
      },
    },
  ],
  listApprovals: reads,
  scanApproval: partOfLogin,
  decideApproval: [
    {
      leaves: ["signed_in"],
      prepare: async (service, me) => {
        const app = await pairApp(service, me);
        const { held, matchNumber } = await askApp(service, me.person, app);
        return () => app.approve(held, matchNumber);
      },
    },
    {
      leaves: ["login_denied"],
      prepare: async (service, me) => {
        const app = await pairApp(service, me);
        const { held } = await askApp(service, me.person, app);
        return () => app.deny(held);
      },
    },
  ],
  endSession: [
    {
      leaves: ["session_ended"],
      prepare:
        async (_, { client, sessionToken }) =>
        () =>
          client.endSession({ sessionToken }),
    },
  ],
  getRecovery: reads,
  startRecovery: [
    {
      leaves: ["recovery_begun"],
      prepare: async (service, { person }) => {
        const { client, held } = await atSecondStep(service, person);
        return () => client.startRecovery(held);
      },
    },
  ],
  cancelRecovery: [
    {
      leaves: ["recovery_cancelled"],
      prepare: async (service, me) => {
        const email = await addAddress(service, me);
        const { client, held } = await atSecondStep(service, me.person);
        await client.startRecovery(held);
        const token = await stopToken(service, email, "復旧が始まりました");
        return () => client.cancelRecovery({ body: { token } });
      },
    },
  ],
  enrolAuthenticator: [
    {
      leaves: ["method_begun"],
      prepare: async (service, { person }) => {
        await grant(service, person);
        const { client, held } = await atSecondStep(service, person);
        return () => client.enrolAuthenticator({ ...held, body: { type: "email", destination: freshEmail() } });
      },
    },
  ],
  activateEnrolment: [
    {
      leaves: ["recovery_completed", "signed_in"],
      prepare: async (service, { person }) => {
        await grant(service, person);
        return (await enrolling(service, await atSecondStep(service, person))).prove;
      },
    },
  ],
  listSessions: reads,
  endOtherSession: [
    {
      leaves: ["session_ended"],
      prepare: async (service, { client, sessionToken, person }) => {
        await signIn(service, person);
        const { sessions } = await client.listSessions({ sessionToken });
        const params = { sessionId: sessions.find(({ isCurrent }) => !isCurrent)?.sessionId ?? "" };
        return () => client.endOtherSession({ sessionToken, params });
      },
    },
  ],
  endOtherSessions: [
    {
      leaves: ["sessions_ended"],
      prepare: async (service, { client, sessionToken, person }) => {
        await signIn(service, person);
        return () => client.endOtherSessions({ sessionToken });
      },
    },
  ],
  listActivity: reads,
  disavow: [
    {
      leaves: ["disavowed"],
      prepare: async (service, { client, person }) => {
        const token = await disavowalFor(service, person.sub);
        return () => client.disavow({ body: { token } });
      },
    },
  ],
  disavowOwn: [
    {
      leaves: ["disavowed"],
      prepare:
        async (_, { client, sessionToken }) =>
        () =>
          client.disavowOwn({ sessionToken }),
    },
  ],
  changePassword: [
    {
      leaves: ["password_changed"],
      prepare: async (service, me) => {
        await stepUp(service, me, "change_password");
        const { client, sessionToken } = me;
        return () => client.changePassword({ sessionToken, body: { current: password, password: newPassword } });
      },
    },
  ],
  askPasswordReset: [
    {
      leaves: ["password_link_asked"],
      prepare:
        async (service, { person }) =>
        () =>
          service.from(freshAddress()).askPasswordReset({ body: { identifier: person.identifier } }),
    },
  ],
  resetPassword: [
    {
      leaves: ["password_recovered"],
      prepare: async (service, me) => {
        await addAddress(service, me);
        const token = await passwordLinkFor(service, me.person.sub);
        return () => me.client.resetPassword({ body: { token, password: newPassword } });
      },
    },
  ],
  getSettings: reads,
  updateSettings: [
    {
      leaves: ["settings_changed"],
      prepare:
        async (_, { client, sessionToken }) =>
        () =>
          client.updateSettings({ sessionToken, ifMatch: 0, body: { trustDays: 7 } }),
    },
    {
      leaves: ["switched_off"],
      prepare: async (service, me) => {
        await stepUp(service, me, "switch_off");
        const { client, sessionToken } = me;
        return () => client.updateSettings({ sessionToken, ifMatch: 0, body: { enabled: false } });
      },
    },
    {
      leaves: ["switched_on"],
      prepare: async (service, me) => {
        await switchOff(service, me);
        const { client, sessionToken } = me;
        return () => client.updateSettings({ sessionToken, ifMatch: 1, body: { enabled: true } });
      },
    },
  ],
  startStepUp: partOfLogin,
  listAuthenticators: reads,
  addAuthenticator: [
    {
      leaves: ["method_begun"],
      prepare: async (service, me) => {
        await stepUp(service, me, "add_authenticator");
        const { client, sessionToken } = me;
        return () => client.addAuthenticator({ sessionToken, body: { type: "email", destination: freshEmail() } });
      },
    },
    {
      leaves: ["method_begun"],
      prepare: async (service, me) => {
        await stepUp(service, me, "add_authenticator");
        const { client, sessionToken } = me;
        return () => client.addAuthenticator({ sessionToken, body: { type: "totp" } });
      },
    },
  ],
  activateAuthenticator: [
    {
      leaves: ["method_added"],
      prepare: async (service, me) => {
        await stepUp(service, me, "add_authenticator");
        const { client, sessionToken } = me;
        const destination = freshEmail();
        const { authenticatorId } = await client.addAuthenticator({
          sessionToken,
          body: { type: "email", destination },
        });
        const body = { code: codeAt(service, destination, "email") };
        return () => client.activateAuthenticator({ sessionToken, params: { authenticatorId }, body });
      },
    },
    {
      leaves: ["method_replaced"],
      prepare: async (service, me) => {
        const { authenticatorId, key } = await addApp(service, me, await enrolApp(service, me));
        const { client, sessionToken } = me;
        const body = { code: totpOf(key) };
        return () => client.activateAuthenticator({ sessionToken, params: { authenticatorId }, body });
      },
    },
  ],
  renameAuthenticator: [
    {
      leaves: ["method_renamed"],
      prepare: async (_, { client, sessionToken }) => {
        const [own] = (await client.listAuthenticators({ sessionToken })).authenticators;
        const params = { authenticatorId: own?.authenticatorId ?? "" };
        return () => client.renameAuthenticator({ sessionToken, params, body: { name: "09012345678" } });
      },
    },
  ],
  removeAuthenticator: [
    {
      leaves: ["method_removed"],
      prepare: async (service, me) => {
        const { authenticatorId } = await enrolApp(service, me);
        await stepUp(service, me, "remove_authenticator");
        const { client, sessionToken } = me;
        return () => client.removeAuthenticator({ sessionToken, params: { authenticatorId } });
      },
    },
  ],
  getBackupCodes: reads,
  makeBackupCodes: [
    {
      leaves: ["backup_codes_made"],
      prepare: async (service, me) => {
        await stepUp(service, me, "make_backup_codes");
        return () => me.client.makeBackupCodes({ sessionToken: me.sessionToken });
      },
    },
  ],
  exportOwn: [
    {
      leaves: ["account_exported"],
      prepare: async (service, me) => {
        await stepUp(service, me, "export_data");
        return () => me.client.exportOwn({ sessionToken: me.sessionToken, body: {} });
      },
    },
  ],
  revealBackupCodes: [
    {
      leaves: ["backup_codes_shown"],
      prepare: async (service, me) => {
        await makeCodes(service, me);
        await stepUp(service, me, "reveal_backup_codes");
        return () => me.client.revealBackupCodes({ sessionToken: me.sessionToken });
      },
    },
  ],
  trustBrowser: [
    {
      leaves: ["browser_trusted"],
      prepare: async (service, { person }) => {
        service.stack.advanceClock(31);
        const { client, held } = await completeLogin(service, person);
        return () => client.trustBrowser({ ...held, body: { name: "Chrome" } });
      },
    },
  ],
  listTrustedBrowsers: reads,
  renameTrustedBrowser: [
    {
      leaves: ["browser_renamed"],
      prepare: async (service, me) => {
        const params = { browserId: await trustOne(service, me) };
        return () =>
          me.client.renameTrustedBrowser({ sessionToken: me.sessionToken, params, body: { name: "090-1234-5678" } });
      },
    },
  ],
  removeTrustedBrowser: [
    {
      leaves: ["browser_removed"],
      prepare: async (service, me) => {
        const params = { browserId: await trustOne(service, me) };
        return () => me.client.removeTrustedBrowser({ sessionToken: me.sessionToken, params });
      },
    },
  ],
  removeTrustedBrowsers: [
    {
      leaves: ["browsers_removed"],
      prepare:
        async (_, { client, sessionToken }) =>
        () =>
          client.removeTrustedBrowsers({ sessionToken }),
    },
  ],
  getService: reads,
  getOpenidConfiguration: reads,
  getJwks: reads,
  getOpenapi: reads,
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
} as const satisfies { readonly [K in OperationName]: readonly Walk[] | typeof reads | typeof partOfLogin };
