import { reads, trustOne, type Walks } from "./walk.ts";

export const trustedBrowserWalks = {
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
} as const satisfies Walks;
