import type * as z from "zod/mini";
import type { MethodOffer, MethodType } from "../../shared/contract/schemas.ts";
import type { SpawnedStack } from "../feature/spawned-stack.ts";
import { password } from "../support/service.ts";
import { type Load, load, loadOf, post } from "./load.ts";

/** A row of the report: a step of a sign-in under a load. */
export interface StepLoad extends Load {
  readonly step: string;
  /** Processor time of the whole local stack (handlers, gateway and receiver, not the emulator) for one call. */
  readonly cpuMs: number;
}

/** One person at one of their numbers, and how far they came. */
export interface Visit {
  readonly identifier: string;
  /** The number's last four digits, which stand in the method's hint too. */
  readonly digits: string;
  readonly headers: Readonly<Record<string, string>>;
  url: string;
  loginToken: string;
  methodId: string;
  code: string;
}

/** More than there are connections, so that nobody signs in twice at the same time. */
const accounts = 40;
const phonesEach = 2;
const dayAndHour = 25 * 3600;

/** Makes the accounts, and visits that share no number and no network. */
export async function makeVisits(stack: SpawnedStack): Promise<Visit[]> {
  const visits: Visit[] = [];
  for (let count = 0; count < accounts * phonesEach; count += 1) {
    const digits = String(count).padStart(4, "0");
    const headers = stack.edge(`198.18.${count}.7`);
    visits.push({
      identifier: `bench-${count % accounts}`,
      digits,
      headers,
      url: "",
      loginToken: "",
      methodId: "",
      code: "",
    });
  }
  for (const [identifier, own] of Map.groupBy(visits, (visit) => visit.identifier)) {
    const phones = own.map(({ digits }) => `+81901234${digits}`);
    const emails = own.map(({ digits }) => `bench-${digits}@example.jp`);
    const made = await stack.admin("/v1/admin/accounts", { identifier, password, phones, emails });
    if (!made.ok) throw new Error(`no account was made: ${await made.text()}`);
  }
  return visits;
}

/** Begins a login that will go on by this method, at the visit's own number where it is one. */
export async function begin(stack: SpawnedStack, visit: Visit, type: MethodType): Promise<void> {
  const { identifier, digits, headers } = visit;
  const login = JSON.parse(await post(`${stack.origin}/v1/logins`, headers, { identifier, password }));
  const own: readonly z.infer<typeof MethodOffer>[] = login.methods.filter(
    (method: z.infer<typeof MethodOffer>) => method.type === type,
  );
  const chosen = own.find(({ hint }) => hint.endsWith(digits)) ?? own[Number(digits) >= accounts ? 1 : 0];
  visit.url = `${stack.origin}/v1/logins/${login.loginId}`;
  visit.loginToken = login.loginToken;
  visit.methodId = chosen?.methodId ?? "";
}

export const ask = async (visit: Visit): Promise<void> => {
  await post(`${visit.url}/challenges`, bearer(visit), { methodId: visit.methodId });
};

/** Answers with the visit's code. */
export const answer = async (visit: Visit): Promise<void> => {
  const login = JSON.parse(await post(`${visit.url}/verifications`, bearer(visit), { code: visit.code }));
  visit.loginToken = login.loginToken;
};

const bearer = ({ headers, loginToken }: Visit) => ({ ...headers, authorization: `Bearer ${loginToken}` });

/** The password step, and what makes the second one. */
const stepNames = ["startLogin", "createChallenge", "verifyLogin", "issueToken"] as const;

/** The steps of a sign-in; each leaves in the visit what the next one needs. */
const steps = (stack: SpawnedStack) => ({
  startLogin: (visit: Visit) => begin(stack, visit, "sms_code"),
  createChallenge: ask,
  verifyLogin: answer,
  issueToken: async (visit: Visit) => {
    await post(`${visit.url}/token`, bearer(visit), {});
  },
});

/** What a step came to, over all rounds. */
interface Measured {
  readonly step: string;
  readonly times: number[];
  seconds: number;
  cpuMicroseconds: number;
  busy: number;
}

/**
 * Signs all visitors in, a step after the other: first all give their passwords, then all ask for a code, and so on,
 * so that each step is measured alone. Whoever is answered 503 drops out of the round.
 *
 * @param until when no further round is begun, by `performance.now()`.
 */
export async function benchSignIns(
  stack: SpawnedStack,
  visits: readonly Visit[],
  { connections, rounds, until }: { connections: number; rounds: number; until: number },
): Promise<StepLoad[]> {
  const calls = steps(stack);
  const measured = stepNames.map((step): Measured => ({ step, times: [], seconds: 0, cpuMicroseconds: 0, busy: 0 }));
  const whole: number[] = [];
  const second: number[] = [];
  for (let round = 0; round < rounds && (round === 0 || performance.now() < until); round += 1) {
    const taken = new Map(visits.map((visit) => [visit, Array.from<number>([])]));
    for (const [place, step] of stepNames.entries()) {
      const present = visits.filter((visit) => taken.get(visit)?.length === place);
      if (step === "verifyLogin") await readCodes(stack, visits);
      const cpu = await stack.cpuMicroseconds();
      const { times, seconds } = await load(connections, present, calls[step]);
      for (const [visit, time] of times) taken.get(visit)?.push(time);
      const row = measured[place];
      if (row === undefined) continue;
      row.times.push(...times.values());
      row.seconds += seconds;
      row.cpuMicroseconds += (await stack.cpuMicroseconds()) - cpu;
      row.busy += present.length - times.size;
    }
    const complete = [...taken.values()].filter((times) => times.length === stepNames.length);
    whole.push(...complete.map((times) => sumOf(times)));
    second.push(...complete.map((times) => sumOf(times.slice(1))));
    // A day later no window of the sends is open.
    await stack.local("/local/clock", { advanceSeconds: dayAndHour });
  }

  const row = (step: string, times: readonly number[], parts: readonly Measured[]): StepLoad => ({
    step,
    ...loadOf(connections, times, sumOf(parts.map(({ seconds }) => seconds)), sumOf(parts.map(({ busy }) => busy))),
    cpuMs: sumOf(parts.map(({ cpuMicroseconds, times: own }) => cpuMicroseconds / 1000 / own.length)),
  });
  return [
    ...measured.map((one) => row(one.step, one.times, [one])),
    row("second step", second, measured.slice(1)),
    row("sign-in", whole, measured),
  ];
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

/** Reads everybody's code off the inbox, and empties it. */
async function readCodes(stack: SpawnedStack, visits: readonly Visit[]): Promise<void> {
  const codes = new Map((await stack.messages()).map(({ to, text }) => [to.slice(-4), /\d{6}/.exec(text)?.[0] ?? ""]));
  for (const visit of visits) visit.code = codes.get(visit.digits) ?? "";
  await fetch(`${stack.origin}/local/messages`, { method: "DELETE" });
}
