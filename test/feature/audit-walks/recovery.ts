import { atSecondStep, enrolling, grant, stopToken } from "../../support/recovering.ts";
import { addAddress, freshEmail } from "../adding.ts";

import { reads, type Walks } from "./walk.ts";

export const recoveryWalks = {
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
} as const satisfies Walks;
