import { randomUUID } from "node:crypto";
import type { Client } from "../../shared/contract/client.ts";
import type { PushPlatform } from "../../shared/contract/schemas.ts";
import { freshAddress, type Held, heldOf } from "../attack/visitor.ts";
import { password, type Service, type TestAccount } from "./service.ts";
import { type SignedIn, stepUp } from "./signed-in.ts";

/** A native app that was paired with an account. */
export interface PairedApp {
  readonly authenticatorId: string;
  readonly methodId: string;
  readonly client: Client;
  /** What it presents from now on. */
  readonly sessionToken: string;
  list(): ReturnType<Client["listApprovals"]>;
  approve(held: Pick<Held, "params">, matchNumber?: string): ReturnType<Client["decideApproval"]>;
  deny(held: Pick<Held, "params">): ReturnType<Client["decideApproval"]>;
}

/** Has a pairing code shown; nobody has entered it yet. */
export async function startPairing(service: Service, signedIn: SignedIn, name?: string) {
  const { client, sessionToken } = signedIn;
  await stepUp(service, signedIn, "add_authenticator");
  const body = { type: "app", ...(name === undefined ? {} : { name }) } as const;
  const { authenticatorId, pairing, expiresAt } = await client.addAuthenticator({ sessionToken, body });
  return { authenticatorId, expiresAt, code: pairing?.code ?? "no code", uri: pairing?.uri ?? "", pairing };
}

interface Pairing {
  readonly platform?: PushPlatform;
  readonly name?: string;
  /** Whether it can be pushed to; default yes. */
  readonly push?: boolean;
}

/** Pairs a native app. */
export async function pairApp(
  service: Service,
  signedIn: SignedIn,
  { platform = "fcm", name = "phone", push = true }: Pairing = {},
): Promise<PairedApp> {
  const { authenticatorId, code } = await startPairing(service, signedIn, name);
  const token = `token-${randomUUID()}`;
  const { sessionToken = "no session" } = await signedIn.client.activateAuthenticator({
    sessionToken: signedIn.sessionToken,
    params: { authenticatorId },
    body: { code, app: push ? { push: { platform, token } } : {} },
  });
  const client = service.from(freshAddress());
  return {
    authenticatorId,
    methodId: `app.${authenticatorId}`,
    client,
    sessionToken,
    list: () => client.listApprovals({ sessionToken }),
    approve: ({ params }, matchNumber) =>
      client.decideApproval({
        sessionToken,
        params,
        body: { decision: "approve", acknowledged: true, ...(matchNumber === undefined ? {} : { matchNumber }) },
      }),
    deny: ({ params }) => client.decideApproval({ sessionToken, params, body: { decision: "deny" } }),
  };
}

/** Begins a login with the right password, on a device of its own. */
export async function beginAt(service: Service, { identifier }: Pick<TestAccount, "identifier">) {
  const client = service.from(freshAddress());
  const login = await client.startLogin({ body: { identifier, password } });
  return { client, held: heldOf(login), methods: login.methods };
}

/** Begins a login and has it ask: the app, or by the QR code. */
export async function askApp(
  service: Service,
  person: Pick<TestAccount, "identifier">,
  { methodId }: Pick<PairedApp, "methodId">,
) {
  const { client, held } = await beginAt(service, person);
  const { challenge } = await client.createChallenge({ ...held, body: { methodId } });
  if (challenge === undefined) throw new Error("nothing was asked");
  return { client, held, challenge, matchNumber: challenge.matchNumber ?? "no number" };
}
