import { askLink } from "../../attack/links.ts";
import { freshAddress, refusal } from "../../attack/visitor.ts";
import { disavowalFor } from "../../support/disavowal.ts";

import { reads, type Walks } from "./walk.ts";

export const linkWalks = {
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
} as const satisfies Walks;
