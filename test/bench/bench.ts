import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import type { SettingsInput } from "../../shared/settings.ts";
import { spawnStack } from "../feature/spawned-stack.ts";
import { type BundleCost, benchBundles, emptyProcess } from "./bundles.ts";
import { benchChannels } from "./channels.ts";
import { benchArgon2, benchEcho, benchUpdateItem } from "./floors.ts";
import { benchHeld } from "./held-codes.ts";
import { closeConnections } from "./load.ts";
import { short, tableOf, times } from "./report.ts";
import { benchRisk } from "./risk.ts";
import { benchSignIns, makeVisits, type StepLoad } from "./sign-ins.ts";

/** Limits would stop a load that comes from one machine. */
const settings: SettingsInput = {
  sources: { startsPerMinute: 10_000, sendsPerTenMinutes: 10_000, failuresPerHour: 100_000 },
  sends: {
    perDestinationTenMinutes: 20,
    smsPerDestinationDay: 50,
    voicePerDestinationDay: 50,
    perPrefixTenMinutes: 1000,
  },
  spend: { monthlyUsd: 1_000_000 },
  fraudGuard: { mode: "off" },
  voice: { number: "+815000001234" },
  email: { from: "no-reply@login.example.jp" },
  links: { sms: "approve", email: "approve" },
};
const few = 1;
const many = 32;
/** Once half of it is over no further round of sign-ins is begun. */
const longestMs = 60_000;

/** `npm run bench`: what a sign-in costs, next to the least that the same machine does in the same run. */
async function main(): Promise<void> {
  const stack = await spawnStack(settings);
  try {
    const emptyMs = await emptyProcess();
    const bundles = await benchBundles(stack, settings);
    const floors = [
      ...(await benchEcho([few, many])),
      ...(await benchUpdateItem(stack.dynamodbEndpoint, [few, many])),
      await benchArgon2(),
    ];
    const visits = await makeVisits(stack);
    const until = performance.now() + longestMs / 2;
    await benchSignIns(stack, visits.slice(0, 20), { connections: few, rounds: 1, until });
    const steps = [
      ...(await benchSignIns(stack, visits, { connections: few, rounds: 1, until })),
      ...(await benchSignIns(stack, visits, { connections: many, rounds: 2, until })),
      ...(await benchChannels(stack, visits, few)),
      ...(await benchHeld(stack, few)),
    ];
    report({
      node: process.version,
      processors: availableParallelism(),
      emptyMs,
      floors,
      steps,
      bundles,
      riskMs: benchRisk(),
    });
  } finally {
    closeConnections();
    await stack.stop();
  }
}

interface Report {
  readonly node: string;
  readonly processors: number;
  readonly emptyMs: number;
  readonly floors: readonly StepLoad[];
  readonly steps: readonly StepLoad[];
  readonly bundles: readonly BundleCost[];
  /** Of one sign-in, by the risk alone. */
  readonly riskMs: number;
}

function report(result: Report): void {
  const { node, processors, emptyMs, floors, steps, bundles, riskMs } = result;
  const floorOf = (name: string, { connections }: StepLoad) =>
    floors.find((floor) => floor.step === name && floor.connections === connections)?.p50;
  const loads = tableOf<StepLoad>(
    {
      step: ({ step }) => step,
      connections: ({ connections }) => String(connections),
      calls: ({ count }) => String(count),
      busy: ({ busy }) => String(busy),
      "a second": ({ perSecond }) => short(perSecond),
      "p50 ms": ({ p50 }) => short(p50),
      "p99 ms": ({ p99 }) => short(p99),
      "CPU ms": ({ cpuMs }) => short(cpuMs),
      "p50 / echo": (row) => times(row.p50, floorOf("node:http echo", row)),
      "p50 / UpdateItem": (row) => times(row.p50, floorOf("conditional UpdateItem", row)),
    },
    [...floors, ...steps],
  );
  const costs = tableOf<BundleCost>(
    {
      function: ({ folder }) => folder,
      kB: ({ kilobytes }) => short(kilobytes),
      "import ms": ({ importMs }) => short(importMs),
      "/ empty Node": ({ importMs }) => times(importMs, emptyMs),
      "first call ms": ({ callMs }) => short(callMs),
      "/ empty": ({ callMs }) => times(callMs, emptyMs),
    },
    [...bundles],
  );
  const head = `Node ${node}, ${processors} processors; an empty Node process takes ${short(emptyMs)} ms\n`;
  const judging = `Judging a sign-in: ${short(riskMs)} ms\n`;
  process.stdout.write([head, loads, costs, judging].join("\n"));
  const folder = resolve(import.meta.dirname, "../../artefacts");
  mkdirSync(folder, { recursive: true });
  writeFileSync(resolve(folder, "bench.json"), `${JSON.stringify(result, null, 2)}\n`);
}

await main();
