import { expect } from "@jest/globals";
import type { Stack } from "../../infra/local/stack.ts";
import type { Client } from "../../shared/contract/client.ts";
import type { MethodType } from "../../shared/contract/schemas.ts";

interface Person {
  readonly client: Client;
  readonly stack: Stack;
  readonly identifier: string;
  readonly password: string;
  /** Somebody signed in, who has just proved a second factor for adding. */
  readonly me: { readonly sessionToken: string };
}

/** Everything that an app and a QR code can do: pair, push, list, scan, miss, approve, deny, and be gone. */
export async function useApprovals({ client, stack, identifier, password, me }: Person): Promise<void> {
  const { authenticatorId, pairing } = await client.addAuthenticator({ ...me, body: { type: "app" } });
  const params = { authenticatorId };
  const push = { platform: "fcm", token: "token-0123456789abcdef" } as const;
  const body = { code: pairing?.code ?? "", app: { push } };
  await refused(client.activateAuthenticator({ ...me, params, body: { ...body, code: "00000000" } }));
  const { sessionToken = "" } = await client.activateAuthenticator({ ...me, params, body });
  const app = { sessionToken };

  const ask = async (type: MethodType) => {
    const { loginId, loginToken = "", methods } = await client.startLogin({ body: { identifier, password } });
    const held = { params: { loginId }, loginToken };
    const methodId = methods.find((method) => method.type === type)?.methodId ?? "";
    const { challenge } = await client.createChallenge({ ...held, body: { methodId } });
    return { held, challenge, matchNumber: challenge?.matchNumber ?? "" };
  };
  const approve = (who: typeof app, { held }: { held: { params: { loginId: string } } }, matchNumber: string) =>
    client.decideApproval({
      ...who,
      params: held.params,
      body: { decision: "approve", acknowledged: true, matchNumber },
    });
  // So long that each call notes that the session was used.
  const later = () => stack.advanceClock(6 * 60);

  const first = await ask("app");
  later();
  await client.listApprovals(app);
  await refused(approve(app, first, first.matchNumber));
  const second = await ask("app");
  await refused(approve(app, second, second.matchNumber === "00" ? "01" : "00"));
  await approve(app, second, second.matchNumber);

  const shown = await ask("qr");
  await client.getLogin(shown.held);
  const token = shown.challenge?.qr?.uri.split("#")[1] ?? "";
  await client.scanApproval({ ...me, body: { token } });
  await approve(me, shown, shown.matchNumber);
  later();
  await refused(client.scanApproval({ ...me, body: { token } }));

  stack.setFault({ service: "sns", fault: "endpointDisabled", times: 1 });
  await refused(ask("app"));
}

const refused = (call: Promise<unknown>) => expect(call).rejects.toHaveProperty("problem");
