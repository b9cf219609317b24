import { signIn, stepUp } from "../../support/signed-in.ts";

import { reads, type Walks } from "./walk.ts";

export const sessionWalks = {
  endSession: [
    {
      leaves: ["session_ended"],
      prepare:
        async (_, { client, sessionToken }) =>
        () =>
          client.endSession({ sessionToken }),
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
  exportOwn: [
    {
      leaves: ["account_exported"],
      prepare: async (service, me) => {
        await stepUp(service, me, "export_data");
        return () => me.client.exportOwn({ sessionToken: me.sessionToken, body: {} });
      },
    },
  ],
} as const satisfies Walks;
