import { activateAuthenticator } from "../../functions/activate-authenticator/activate-authenticator.ts";
import { exportOwn } from "../../functions/export-own/export-own.ts";
import { makeBackupCodes } from "../../functions/make-backup-codes/make-backup-codes.ts";
import { removeAuthenticator } from "../../functions/remove-authenticator/remove-authenticator.ts";
import { revealBackupCodes } from "../../functions/reveal-backup-codes/reveal-backup-codes.ts";
import { updateSettings } from "../../functions/update-settings/update-settings.ts";
import { verifyLogin } from "../../functions/verify-login/verify-login.ts";
import type { Dependencies } from "../../shared/dependencies.ts";
import type { Account } from "../../shared/domain/account.ts";
import { canonicalIdentifier, identifierKeyOf } from "../../shared/domain/identifier.ts";
import type { NoticeKind } from "../../shared/domain/notice.ts";
import { openSessionToken } from "../../shared/domain/session.ts";
import { freshAddress, heldOf, newestCode } from "../attack/visitor.ts";
import { freshPhone, password, type Service } from "../support/service.ts";
import { replacing, stepUp } from "../support/signed-in.ts";
import { codeAt } from "./adding.ts";
import { readySettings } from "./at-settings.ts";

type Ready = Awaited<ReturnType<typeof ready>>;
/** A call that is ready to be made, and how to see that it changed something. */
interface Prepared {
  readonly run: (needs: Dependencies) => Promise<unknown>;
  readonly isDone: () => Promise<boolean>;
}

/** Somebody at the settings, and what the gateway makes of a call of theirs. */
export async function ready(service: Service) {
  const me = await readySettings(service);
  const { sub } = me.person;
  const request = {
    source: async () => ({ network: "198.51.100.0/24", address: "198.51.100.7" }),
    device: async () => ({}),
    holder: undefined,
    session: openSessionToken(me.sessionToken) ?? { sub, sessionId: "" },
    principal: undefined,
    browser: { secret: undefined, page: "none" },
    trust: { of: () => undefined, surplus: () => [] },
    query: undefined,
    ifMatch: undefined,
    idempotencyKey: undefined,
  } as const;
  const has = (is: (account: Account) => boolean) => async () => {
    const account = await service.dependencies.directory.findAccount(sub);
    return account !== undefined && is(account);
  };
  const ids = async () => (await me.client.listAuthenticators(me)).authenticators.map((one) => one.authenticatorId);
  return { ...me, service, sub, request, has, ids };
}

/** A login of theirs that waits for its factor. */
async function begun({ service, person, client: by, sub, request }: Ready, first?: string) {
  const identifierKey = identifierKeyOf(canonicalIdentifier(person.identifier));
  const body = { identifier: person.identifier, ...(first === undefined ? {} : { password: first }) };
  const login = await service.from(freshAddress()).startLogin({ body });
  const { loginId, methods } = login;
  if (first !== undefined) {
    await by.createChallenge({ ...heldOf(login), body: { methodId: methods[0]?.methodId ?? "" } });
  }
  const generation = first === undefined ? 0 : 1;
  return {
    request: {
      ...request,
      session: undefined,
      params: { loginId },
      holder: { loginId, sub, identifierKey, generation },
    },
    isDone: async () => (await service.dependencies.logins.find(loginId))?.state === "complete",
  };
}

/** Each change that its owner is told of. */
export const toldChanges: readonly { kind: NoticeKind; prepare: (me: Ready) => Promise<Prepared> }[] = [
  {
    kind: "sign_in",
    prepare: async (me) => {
      await me.change({ signInNotices: true });
      const { request, isDone } = await begun(me, password);
      const body = { code: newestCode(me.service, me.person) };
      return { run: (needs) => verifyLogin({ ...request, body }, needs), isDone };
    },
  },
  {
    kind: "sign_in",
    prepare: async (me) => {
      await stepUp(me.service, me, "switch_off");
      await me.change({ enabled: false, signInNotices: true });
      const { request, isDone } = await begun(me);
      return { run: (needs) => verifyLogin({ ...request, body: { password } }, needs), isDone };
    },
  },
  {
    kind: "method_added",
    prepare: async ({ service, client: by, sessionToken, request, has, ...me }) => {
      await stepUp(service, { client: by, sessionToken, ...me }, "add_authenticator");
      const phone = freshPhone();
      const added = await by.addAuthenticator({ sessionToken, body: { type: "phone", destination: phone } });
      const params = { authenticatorId: added.authenticatorId };
      const body = { code: codeAt(service, phone, "sms") };
      return {
        run: (needs) => activateAuthenticator({ ...request, params, body }, needs),
        isDone: has(({ authenticators }) =>
          authenticators.some((one) => one.destination === phone && one.status === "active"),
        ),
      };
    },
  },
  {
    kind: "method_replaced",
    prepare: async (me) => {
      const [replaces = ""] = await me.ids();
      await stepUp(me.service, me, replacing(replaces));
      const phone = freshPhone();
      const body = { type: "phone", destination: phone, replaces } as const;
      const { authenticatorId } = await me.client.addAuthenticator({ sessionToken: me.sessionToken, body });
      const code = codeAt(me.service, phone, "sms");
      return {
        run: (needs) => activateAuthenticator({ ...me.request, params: { authenticatorId }, body: { code } }, needs),
        isDone: me.has(({ authenticators }) => !authenticators.some((one) => one.authenticatorId === replaces)),
      };
    },
  },
  {
    kind: "method_removed",
    prepare: async (me) => {
      const [authenticatorId = ""] = await me.ids();
      await stepUp(me.service, me, "remove_authenticator");
      return {
        run: (needs) => removeAuthenticator({ ...me.request, params: { authenticatorId }, body: undefined }, needs),
        isDone: me.has(({ authenticators }) => !authenticators.some((one) => one.authenticatorId === authenticatorId)),
      };
    },
  },
  {
    kind: "backup_codes_made",
    prepare: async (me) => {
      await stepUp(me.service, me, "make_backup_codes");
      return {
        run: (needs) => makeBackupCodes({ ...me.request, params: {}, body: undefined }, needs),
        isDone: me.has(({ authenticators }) => authenticators.some(({ type }) => type === "backup_codes")),
      };
    },
  },
  {
    kind: "backup_codes_shown",
    prepare: async (me) => {
      await stepUp(me.service, me, "make_backup_codes");
      await me.client.makeBackupCodes(me);
      await stepUp(me.service, me, "reveal_backup_codes");
      // Whoever is told late is told; whoever sees them was told before.
      let isShown = false;
      return {
        run: async (needs) => {
          isShown = false;
          await revealBackupCodes({ ...me.request, params: {}, body: undefined }, needs);
          isShown = true;
        },
        isDone: async () => isShown,
      };
    },
  },
  {
    kind: "account_exported",
    prepare: async (me) => {
      await stepUp(me.service, me, "export_data");
      // Whoever has it was told before.
      let isHanded = false;
      return {
        run: async (needs) => {
          await exportOwn({ ...me.request, params: {}, body: {} }, needs);
          isHanded = true;
        },
        isDone: async () => isHanded,
      };
    },
  },
  {
    kind: "switched_off",
    prepare: async (me) => {
      await stepUp(me.service, me, "switch_off");
      const { version: ifMatch } = await me.read();
      return {
        run: (needs) => updateSettings({ ...me.request, ifMatch, params: {}, body: { enabled: false } }, needs),
        isDone: me.has(({ subject }) => !subject.secondFactor),
      };
    },
  },
];
