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
interface Visit {
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
    const made = await stack.admin("/v1/admin/accounts", { identifier, password, phones });
    if (!made.ok) throw new Error(`no account was made: ${await made.text()}`);
  }
  return visits;
}

const bearer = ({ headers, loginToken }: Visit) => ({ ...headers, authorization: `Bearer ${loginToken}` });

/** The steps of a sign-in, in order; each leaves in the visit what the next one needs. */
const steps = (stack: SpawnedStack) => ({
  startLogin: async (visit: Visit) => {
    const { identifier, digits, headers } = visit;
    const login = JSON.parse(await post(`${stack.origin}/v1/logins`, headers, { identifier, password }));
    visit.url = `${stack.origin}/v1/logins/${login.loginId}`;
    visit.loginToken = login.loginToken;
    visit.methodId = login.methods.find(({ hint }: { hint: string }) => hint.endsWith(digits)).methodId;
  },
  createChallenge: async (visit: Visit) => {
    await post(`${visit.url}/challenges`, bearer(visit), { methodId: visit.methodId });
  },
  verifyLogin: async (visit: Visit) => {
    const login = JSON.parse(await post(`${visit.url}/verifications`, bearer(visit), { code: visit.code }));
    visit.loginToken = login.loginToken;
  },
  issueToken: async (visit: Visit) => {
    await post(`${visit.url}/token`, bearer(visit), {});
  },
});

/**
 * Signs all visitors in so many times, a step after the other: first all give their passwords, then all ask for a
 * code, and so on, so that each step is measured alone.
 */
export async function benchSignIns(
  stack: SpawnedStack,
  visits: readonly Visit[],
  connections: number,
  rounds: number,
): Promise<StepLoad[]> {
  const measured = Object.entries(steps(stack)).map(([step, call]) => ({
    step,
    call,
    times: visits.map(() => Array.from<number>([])),
    seconds: 0,
    cpu: 0,
  }));
  for (let round = 0; round < rounds; round += 1) {
    for (const one of measured) {
      if (one.step === "verifyLogin") await readCodes(stack, visits);
      const cpu = await stack.cpuMicroseconds();
      const { times, perSecond } = await load(connections, visits, one.call);
      one.cpu += (await stack.cpuMicroseconds()) - cpu;
      one.seconds += visits.length / perSecond;
      for (const [place, visit] of visits.entries()) one.times[place]?.push(times.get(visit) ?? 0);
    }
    // A day later no window of the sends is open.
    await stack.local("/local/clock", { advanceSeconds: dayAndHour });
  }

  const rowOf = (step: string, parts: typeof measured): StepLoad => {
    const first = parts[0]?.times.flat() ?? [];
    const sums = first.map((_, place) => parts.reduce((sum, { times }) => sum + (times.flat()[place] ?? 0), 0));
    const sumOf = (field: "seconds" | "cpu") => parts.reduce((sum, part) => sum + part[field], 0);
    return { step, ...loadOf(connections, sums, sumOf("seconds")), cpuMs: sumOf("cpu") / 1000 / sums.length };
  };
  const [passwordStep, ...secondStep] = measured;
  return [
    ...measured.map((one) => rowOf(one.step, [one])),
    rowOf("password step", passwordStep === undefined ? [] : [passwordStep]),
    rowOf("second step", secondStep),
    rowOf("sign-in", measured),
  ];
}

/** Reads everybody's code off the inbox, and empties it. */
async function readCodes(stack: SpawnedStack, visits: readonly Visit[]): Promise<void> {
  const codes = new Map((await stack.messages()).map(({ to, text }) => [to.slice(-4), /\d{6}/.exec(text)?.[0] ?? ""]));
  for (const visit of visits) visit.code = codes.get(visit.digits) ?? "";
  await fetch(`${stack.origin}/local/messages`, { method: "DELETE" });
}
