import type { Client } from "../../shared/contract/client.ts";
import type { MethodType } from "../../shared/contract/schemas.ts";
import { freshAddress, type Held, heldOf } from "../attack/visitor.ts";
import { newestCodeIn } from "./newest.ts";
import { ask, reason } from "./operator.ts";
import { freshPhone, type Service, type TestAccount } from "./service.ts";
import { arrived, toldAt } from "./signed-in.ts";

/** A sign-in that asks for the second factor. */
export interface SecondStep {
  readonly client: Client;
  readonly held: Held;
  readonly person: TestAccount;
}

/** Signs in by the password, and no further. */
export async function atSecondStep(service: Service, person: TestAccount): Promise<SecondStep> {
  const client = service.from(freshAddress());
  const login = await client.startLogin({ body: { identifier: person.identifier, password: person.password } });
  return { client, held: heldOf(login), person };
}

/** The code for a recovery that came there last. */
export function recoveryCodeAt({ stack }: Pick<Service, "stack">, to: string): string {
  const sent = stack.messages({ to }).filter(({ text, subject = "" }) => /復旧.*コード/.test(`${subject}${text}`));
  const code = newestCodeIn(sent);
  if (code === undefined) throw new Error("no code for a recovery was sent there");
  return code;
}

/** Begins to prove something for the recovery, and has it asked. @param to where the code goes, or what it is. */
export async function askProof(service: Service, { client, held }: SecondStep, by: MethodType, to: string) {
  const begun = await client.startRecovery(held);
  const own = heldOf(begun);
  const methodId = begun.methods.find(({ type }) => type === by)?.methodId ?? `${by}.none`;
  await client.createChallenge({ ...own, body: { methodId } });
  const code = () => (by === "backup_code" ? to : recoveryCodeAt(service, to));
  return { own, methodId, code };
}

/** Proves something for the recovery. */
export async function proveFor(service: Service, step: SecondStep, by: MethodType, to: string) {
  const { own, code } = await askProof(service, step, by, to);
  return step.client.verifyLogin({ ...own, body: { code: code() } });
}

/** How the recovery stands, and whether the next sign-in asks for a new method. */
export async function standing(service: Service, person: TestAccount) {
  const client = service.from(freshAddress());
  const login = await client.startLogin({ body: { identifier: person.identifier, password: person.password } });
  return login.needs;
}

/** The operator lets somebody set up a new method. */
export const grant = (service: Service, { sub }: Pick<TestAccount, "sub">) =>
  ask(service, `/accounts/${sub}/resets`, { recovery: true, reason });

/** Sets up a new number in a login that asks for it, up to the code. */
export async function enrolling(service: Service, { client, held }: SecondStep, destination = freshPhone()) {
  const { authenticatorId } = await client.enrolAuthenticator({ ...held, body: { type: "phone", destination } });
  const params = { ...held.params, authenticatorId };
  const code = service.newestCode(destination);
  const prove = (given = code) => client.activateEnrolment({ ...held, params, body: { code: given } });
  return { authenticatorId, destination, code, prove };
}

/** The token by which a mail there stops the recovery that it tells of. @param words of its subject. */
export async function stopToken(service: Service, to: string, words: string): Promise<string> {
  await arrived(service, to, words);
  const [, token = ""] = /\/recovery\/stop#([\w-]+)/.exec(toldAt(service, to, words).at(-1)?.text ?? "") ?? [];
  return token;
}
