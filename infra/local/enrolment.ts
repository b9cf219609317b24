import { generateSync } from "otplib";
import { type Client, createClient, type Login } from "../../shared/contract/client.ts";
import type { StepUpAction } from "../../shared/contract/schemas.ts";

interface Owner {
  readonly identifier: string;
  readonly password: string;
}

/** An authenticator app that was set up, and the backup codes that were made with it. */
export interface Enrolled {
  /** Base32, as the page shows it for typing by hand. */
  readonly key: string;
  /** `otpauth://…`, as the QR code has it. */
  readonly uri: string;
  readonly backupCodes: readonly string[];
}

/** What is signed in as a native client, and was not asked for more than a password. */
interface SignedIn extends Owner {
  readonly client: Client;
  readonly sessionToken: string;
}

/** Milliseconds of a time step (RFC 6238 4.1). */
const stepMs = 30_000;

/** What the app shows, or showed or will show so many steps from now. */
export const shownBy = (key: string, steps = 0): string =>
  generateSync({ secret: key, epoch: Math.floor((Date.now() + steps * stepMs) / 1000) });

/**
 * Sets an authenticator app up and makes backup codes, for somebody who has no second factor yet. The codes used are
 * those of the step before and of this one.
 */
export async function enrol(origin: string, owner: Owner): Promise<Enrolled> {
  const own = await signIn(origin, owner);
  const { client, sessionToken } = own;
  await stepUp(own, "add_authenticator");
  const { authenticatorId, totp } = await client.addAuthenticator({ sessionToken, body: { type: "totp" } });
  const { key = "", uri = "" } = totp ?? {};
  await client.activateAuthenticator({ sessionToken, params: { authenticatorId }, body: { code: shownBy(key, -1) } });

  const login = await client.startStepUp({ sessionToken, body: { action: "make_backup_codes" } });
  const methodId = login.methods.find(({ type }) => type === "totp")?.methodId ?? "";
  await client.createChallenge({ ...heldOf(login), body: { methodId } });
  await client.verifyLogin({ ...heldOf(login), body: { code: shownBy(key) } });
  const { codes } = await client.makeBackupCodes({ sessionToken });
  return { key, uri, backupCodes: codes.map(({ code }) => code) };
}

interface Reachable extends Owner {
  readonly phone: string;
  readonly email: string;
  /** What was sent there last. */
  readonly newest: (to: string) => string;
}

/**
 * Registers a number and an address, and pairs the phone as an app that is asked, for somebody who has no second factor
 * yet. @returns the app's own session.
 */
export async function pairPhone(origin: string, { phone, email, newest, ...owner }: Reachable): Promise<string> {
  const own = await signIn(origin, owner);
  const { client, sessionToken } = own;
  await stepUp(own, "add_authenticator");
  for (const [type, destination] of [
    ["phone", phone],
    ["email", email],
  ] as const) {
    const { authenticatorId } = await client.addAuthenticator({ sessionToken, body: { type, destination } });
    const code = /\b\d{6}\b/.exec(newest(destination))?.[0] ?? "";
    await client.activateAuthenticator({ sessionToken, params: { authenticatorId }, body: { code } });
  }
  const { authenticatorId, pairing } = await client.addAuthenticator({ sessionToken, body: { type: "app" } });
  const paired = await client.activateAuthenticator({
    sessionToken,
    params: { authenticatorId },
    body: { code: pairing?.code ?? "", app: { push: { platform: "fcm", token: pushTokenOf(phone) } } },
  });
  return paired.sessionToken ?? "";
}

/** As the phone of `/local/phone` names itself. */
const pushTokenOf = (phone: string) => `local-phone-${phone.replace(/\D/g, "").padStart(16, "0")}`;

async function signIn(origin: string, owner: Owner): Promise<SignedIn> {
  const { identifier, password } = owner;
  const client = createClient(origin);
  const begun = await client.startLogin({ body: { identifier } });
  const login = await client.verifyLogin({ ...heldOf(begun), body: { password } });
  const { sessionToken = "" } = await client.issueToken({ ...heldOf(login), body: { session: "bearer" } });
  return { ...owner, client, sessionToken };
}

async function stepUp({ client, sessionToken, password }: SignedIn, action: StepUpAction): Promise<void> {
  const login = await client.startStepUp({ sessionToken, body: { action } });
  await client.verifyLogin({ ...heldOf(login), body: { password } });
}

const heldOf = ({ loginId, loginToken = "" }: Login) => ({ params: { loginId }, loginToken });
