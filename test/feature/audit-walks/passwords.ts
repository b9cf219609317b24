import { freshAddress } from "../../attack/visitor.ts";
import { newPassword, passwordLinkFor } from "../../support/password-link.ts";
import { password } from "../../support/service.ts";
import { stepUp } from "../../support/signed-in.ts";
import { addAddress } from "../adding.ts";

import type { Walks } from "./walk.ts";

export const passwordWalks = {
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
} as const satisfies Walks;
