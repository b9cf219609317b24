import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import * as z from "zod/mini";
import { buildFunctions } from "../../infra/build.ts";
import { environmentOf } from "../../infra/local/environment.ts";
import { folderOf, operationNames } from "../../shared/contract/routes.ts";
import { parseSettings } from "../../shared/parse-settings.ts";
import type { SettingsInput } from "../../shared/settings.ts";
import type { SpawnedStack } from "../feature/spawned-stack.ts";
import { eventOf } from "../support/events.ts";
import { eventsFor, makeSubject } from "./bundle-events.ts";
import { quantile } from "./load.ts";

/** A function as it is deployed. Times are medians, in milliseconds. */
export interface BundleCost {
  readonly folder: string;
  readonly kilobytes: number;
  readonly importMs: number;
  /** The first call, with all that it fetches from AWS; none for functions that serve no operation. */
  readonly callMs: number | undefined;
}

const run = promisify(execFile);
const script = fileURLToPath(new URL("cold-start-process.ts", import.meta.url));
const Times = z.object({ importMs: z.number(), callMs: z.nullable(z.number()), status: z.optional(z.int()) });
const repeats = 3;

/** Builds all functions and starts each cold, a few times. */
export async function benchBundles(stack: SpawnedStack, settings: SettingsInput): Promise<BundleCost[]> {
  const outDirectory = mkdtempSync(join(tmpdir(), "nidan-bench-"));
  const env = { ...process.env, ...environmentOf(parseSettings(settings), stack.origin, stack.receiverEndpoint) };
  const { directory, bytes } = await buildFunctions({ outDirectory });

  const costs: BundleCost[] = [];
  let people = 0;
  for (const [folder, size] of bytes) {
    const name = operationNames.find((one) => folderOf(one) === folder);
    const seen: z.output<typeof Times>[] = [];
    for (let count = 0; count < repeats; count += 1) {
      people += 1;
      const events = eventsFor(stack, await makeSubject(stack, people));
      const event = name === undefined ? "" : JSON.stringify(eventOf(name, await events[name]()));
      const { stdout } = await run(process.execPath, [script, join(directory, folder, "index.mjs"), event], { env });
      const times = z.parse(Times, JSON.parse(stdout.trim().split("\n").at(-1) ?? ""));
      if (times.status !== undefined && times.status >= 500) throw new Error(`${folder} answered ${times.status}`);
      seen.push(times);
    }
    const calls = seen.flatMap(({ callMs }) => (callMs === null ? [] : [callMs]));
    costs.push({
      folder,
      kilobytes: size / 1000,
      importMs: quantile(
        seen.map(({ importMs }) => importMs),
        0.5,
      ),
      callMs: calls.length === 0 ? undefined : quantile(calls, 0.5),
    });
  }
  rmSync(outDirectory, { recursive: true });
  return costs;
}

/** A Node process that does nothing, from its start to its end, in milliseconds. */
export async function emptyProcess(): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < 5; count += 1) {
    const from = performance.now();
    await run(process.execPath, ["-e", "0"]);
    times.push(performance.now() - from);
  }
  return quantile(times, 0.5);
}
