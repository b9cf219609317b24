import { randomUUID } from "node:crypto";
import { freshPhone, type Service } from "../support/service.ts";
import { type SignedIn, signInNew, stepUp } from "../support/signed-in.ts";

export type Added = Parameters<SignedIn["client"]["addAuthenticator"]>[0]["body"];

export const freshEmail = () => `person-${randomUUID()}@example.jp`;

/** Somebody signed in who has just proved a second factor for adding, with what tests do then. */
export async function readyToAdd(service: Service, phones: readonly string[] = [freshPhone()], emails?: string[]) {
  const me = await signInNew(service, phones, emails);
  await stepUp(service, me, "add_authenticator");
  const { client, sessionToken } = me;
  return {
    ...me,
    add: (body: Added) => client.addAuthenticator({ sessionToken, body }),
    prove: (authenticatorId: string, code: string) =>
      client.activateAuthenticator({ sessionToken, params: { authenticatorId }, body: { code } }),
    list: async () => (await client.listAuthenticators({ sessionToken })).authenticators,
    remove: (authenticatorId: string) => client.removeAuthenticator({ sessionToken, params: { authenticatorId } }),
  };
}

/** Spoken digits have spaces between. Times in notices are shorter. */
const code = /(?:\d[ ]?){5}\d/;

/** The code that came there last, without the pauses of a call. */
export function codeAt({ stack }: Service, to: string, channel: "sms" | "email" | "voice"): string {
  const message = stack.messages({ to, channel }).findLast(({ text }) => code.test(text));
  const spoken = channel === "voice" ? message?.call?.code : message?.text;
  return code.exec(spoken ?? "")?.[0].replaceAll(" ", "") ?? "no code";
}

/** Adds an address and proves it. @returns the address. */
export async function addAddress(service: Service, me: SignedIn): Promise<string> {
  await stepUp(service, me, "add_authenticator");
  const { client, sessionToken } = me;
  const destination = freshEmail();
  const { authenticatorId } = await client.addAuthenticator({ sessionToken, body: { type: "email", destination } });
  const body = { code: codeAt(service, destination, "email") };
  await client.activateAuthenticator({ sessionToken, params: { authenticatorId }, body });
  return destination;
}
