import { stepUp } from "../../support/signed-in.ts";

import { partOfLogin, reads, switchOff, type Walks } from "./walk.ts";

export const settingsWalks = {
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
} as const satisfies Walks;
