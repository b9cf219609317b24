import { askApp, pairApp } from "../../support/paired.ts";

import { partOfLogin, reads, type Walks } from "./walk.ts";

export const approvalWalks = {
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
} as const satisfies Walks;
