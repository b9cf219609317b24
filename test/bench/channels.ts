import { methodTypes } from "../../shared/contract/schemas.ts";
import { methods } from "../../shared/methods/index.ts";
import type { SpawnedStack } from "../feature/spawned-stack.ts";
import { load, loadOf } from "./load.ts";
import { ask, begin, type StepLoad, type Visit } from "./sign-ins.ts";

const aDay = 25 * 3600;

/** createChallenge by each method that sends something, everybody once. */
export async function benchChannels(
  stack: SpawnedStack,
  visits: readonly Visit[],
  connections: number,
): Promise<StepLoad[]> {
  const rows: StepLoad[] = [];
  for (const type of methodTypes) {
    if (methods[type].channel === undefined) continue;
    await load(connections, visits, (visit) => begin(stack, visit, type));
    const cpu = await stack.cpuMicroseconds();
    const { times, seconds } = await load(connections, visits, ask);
    const cpuMs = ((await stack.cpuMicroseconds()) - cpu) / 1000 / times.size;
    const measured = loadOf(connections, [...times.values()], seconds, visits.length - times.size);
    rows.push({ step: `createChallenge by ${type}`, ...measured, cpuMs });
    await stack.local("/local/clock", { advanceSeconds: aDay });
  }
  return rows;
}
