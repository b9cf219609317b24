import { heldOf } from "../attack/visitor.ts";
import type { SpawnedStack } from "../feature/spawned-stack.ts";
import { password } from "../support/service.ts";
import { totpOf } from "../support/totp.ts";
import { load, loadOf } from "./load.ts";
import { answer, ask, begin, type StepLoad, type Visit } from "./sign-ins.ts";

/** Somebody with an app and backup codes. */
interface Holder extends Visit {
  /** Base32. */
  readonly key: string;
  readonly backupCodes: readonly string[];
}

const people = 40;
const aStep = 30;

/** verifyLogin by what people have already: an app's code, and a backup code. Everybody once. */
export async function benchHeld(stack: SpawnedStack, connections: number): Promise<StepLoad[]> {
  const holders: Holder[] = [];
  for (let count = 0; count < people; count += 1) holders.push(await enrol(stack, count));
  const rows: StepLoad[] = [];
  for (const type of ["totp", "backup_code"] as const) {
    const now = await later(stack);
    await load(connections, holders, async (holder) => {
      await begin(stack, holder, type);
      await ask(holder);
      holder.code = type === "totp" ? totpOf(holder.key, now) : (holder.backupCodes[0] ?? "");
    });
    const cpu = await stack.cpuMicroseconds();
    const { times, seconds } = await load(connections, holders, answer);
    const cpuMs = ((await stack.cpuMicroseconds()) - cpu) / 1000 / times.size;
    const measured = loadOf(connections, [...times.values()], seconds, holders.length - times.size);
    rows.push({ step: `verifyLogin by ${type}`, ...measured, cpuMs });
  }
  return rows;
}

/** To the next time step. @returns the stack's time in milliseconds. */
async function later(stack: SpawnedStack): Promise<number> {
  const answered = await stack.local("/local/clock", { advanceSeconds: aStep });
  const { now }: { readonly now: string } = await answered.json();
  return Date.parse(now);
}

/** A new person who sets an app up, and makes backup codes by its next code. */
async function enrol(stack: SpawnedStack, count: number): Promise<Holder> {
  const identifier = `bench-held-${count}`;
  const address = `198.19.${count}.7`;
  const made = await stack.admin("/v1/admin/accounts", { identifier, password, phones: [], emails: [] });
  if (!made.ok) throw new Error(`no account was made: ${await made.text()}`);
  const client = stack.from(address);
  const login = await client.startLogin({ body: { identifier, password } });
  const { sessionToken = "" } = await client.issueToken({ ...heldOf(login), body: { session: "bearer" } });

  const adding = await client.startStepUp({ sessionToken, body: { action: "add_authenticator" } });
  await client.verifyLogin({ ...heldOf(adding), body: { password } });
  const { authenticatorId, totp } = await client.addAuthenticator({ sessionToken, body: { type: "totp" } });
  const key = totp?.key ?? "";
  const first = { code: totpOf(key, await later(stack)) };
  await client.activateAuthenticator({ sessionToken, params: { authenticatorId }, body: first });

  const making = await client.startStepUp({ sessionToken, body: { action: "make_backup_codes" } });
  await client.createChallenge({ ...heldOf(making), body: { methodId: `totp.${authenticatorId}` } });
  await client.verifyLogin({ ...heldOf(making), body: { code: totpOf(key, await later(stack)) } });
  const { codes } = await client.makeBackupCodes({ sessionToken });
  const backupCodes = codes.map(({ code }) => code);
  const visit = {
    identifier,
    digits: "",
    headers: stack.edge(address),
    url: "",
    loginToken: "",
    methodId: "",
    code: "",
  };
  return { ...visit, key, backupCodes };
}
