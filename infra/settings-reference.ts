import * as z from "zod/mini";
import { Settings } from "../shared/settings.ts";

interface Described {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Described>>;
}

/** `docs/configuration.md`: every setting with its default and bounds, from the schema that checks them. */
export function settingsReference(): string {
  const root: Described = JSON.parse(JSON.stringify(z.toJSONSchema(Settings, { io: "input" })));
  return [
    "# Configuration",
    "",
    "Generated from `shared/settings.ts` by `npm run generate`. Set what you need under `context.nidan` in `cdk.json`;",
    "what is left out has the default. A wrong value stops `cdk synth` and `npm start` with a line that names it.",
    "",
    "| setting | default | bounds | what it does |",
    "|---|---|---|---|",
    ...rowsOf(root, ""),
    "",
  ].join("\n");
}

function rowsOf({ properties = {} }: Described, path: string): string[] {
  return Object.entries(properties).flatMap(([name, setting]) => {
    const full = path === "" ? name : `${path}.${name}`;
    const isGroup = setting.properties !== undefined && setting.description === undefined;
    return isGroup ? rowsOf(setting, full) : [rowOf(full, setting)];
  });
}

function rowOf(name: string, setting: Described): string {
  const fallback = setting.default === undefined ? "" : `\`${JSON.stringify(setting.default)}\``;
  const bounds =
    setting.enum?.join(", ") ??
    (setting.minimum === undefined ? (setting.type ?? "") : `${setting.minimum} to ${setting.maximum}`);
  return `| \`${name}\` | ${fallback} | ${bounds} | ${setting.description ?? ""} |`;
}
