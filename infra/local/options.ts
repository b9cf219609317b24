import { parseArgs } from "node:util";
import { presetNames } from "../../shared/presets/index.ts";
import { StartError } from "./errors.ts";

/** What a person can ask of `npm start`. */
export interface StartOptions {
  readonly help: boolean;
  readonly port: number;
  readonly demo: boolean;
  readonly dataDir?: string;
  /** Left out: that of `cdk.json`. */
  readonly preset?: string;
}

export const usage = `npm start [-- options]

  --data DIR      keep the table, the keys and the accounts in DIR between runs
  --demo off      start with an empty table
  --preset NAME   start with the settings of a preset, your own in cdk.json over them:
                  ${presetNames.join(", ")}
  --help          show this

  PORT               port of the pages and the API (3000); the admin API is at the next one
  DYNAMODB_ENDPOINT  a DynamoDB to use in place of the emulator
`;

/** @throws StartError for an option or a port that makes no sense. */
export function readOptions(args: readonly string[], port = "3000"): StartOptions {
  const { help = false, data, demo = "on", preset } = parsed(args);
  if (demo !== "on" && demo !== "off") throw new StartError(`--demo ${demo}: must be on or off`);
  if (data === "") throw new StartError("--data: needs the path of a folder");
  if (preset !== undefined && !presetNames.includes(preset)) {
    throw new StartError(`--preset ${preset}: no such preset; there are ${presetNames.join(", ")}`);
  }
  return {
    help,
    port: portOf(port),
    demo: demo === "on",
    ...(data !== undefined && { dataDir: data }),
    ...(preset !== undefined && { preset }),
  };
}

function parsed(args: readonly string[]) {
  const text = { type: "string" } as const;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { data: text, demo: text, preset: text, help: { type: "boolean", short: "h" } },
    });
    return values;
  } catch (error) {
    // Node's own words, without its class of error and its advice about positional arguments.
    const [line] = String(error)
      .replace(/^\w+( \[\w+\])?: /, "")
      .split(/\. |\n/, 1);
    throw new StartError(`${line}; npm start -- --help shows what there is`);
  }
}

function portOf(text: string): number {
  const port = Number(text);
  // The admin API takes the next port, so the last one will not do.
  if (/^\d+$/.test(text) && port < 65_535) return port;
  throw new StartError(`PORT: must be a number from 0 to 65534, not "${text}"`);
}
