import { addApp, enrolApp, makeCodes, stepUp } from "../../support/signed-in.ts";
import { totpOf } from "../../support/totp.ts";
import { codeAt, freshEmail } from "../adding.ts";

import { reads, type Walks } from "./walk.ts";

export const authenticatorWalks = {
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
} as const satisfies Walks;
