import * as z from "zod/mini";
import { presets } from "../shared/presets/index.ts";
import { Settings } from "../shared/settings.ts";
import { Deployment } from "./deployment.ts";

interface Described {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Described>>;
}

/** `docs/configuration.md`: every setting with its default and bounds, from the schemas that check them. */
export const settingsReference = (): string =>
  [
    "# Configuration",
    "",
    "Generated from `shared/settings.ts` and `infra/deployment.ts` by `npm run generate`. Set what you need in `cdk.json`;",
    "what is left out has the default. A wrong value stops `cdk synth` and `npm start` with a line that names it.",
    "",
    "## What the service does: `context.nidan`",
    "",
    ...tableOf(Settings),
    "",
    "## Presets: `context.preset`",
    "",
    "A preset is settings to begin with; your own of `context.nidan` are laid over them. `npm start -- --preset NAME` and",
    "`npx cdk synth -c preset=NAME` take one too. An empty cell is the default above.",
    "",
    ...presetTable(),
    "",
    "## Where it is deployed: `context.deployment`",
    "",
    ...tableOf(Deployment),
    "",
  ].join("\n");

/** A row for each setting that any preset sets. */
function presetTable(): string[] {
  const columns = Object.values(presets).map((preset) => new Map(valuesOf(preset, "")));
  const settings = [...new Set(columns.flatMap((column) => [...column.keys()]))];
  const names = Object.keys(presets).map((name) => `\`${name}\``);
  return [
    `| setting | ${names.join(" | ")} |`,
    `|---|${names.map(() => "---|").join("")}`,
    ...settings.map((name) => `| \`${name}\` | ${columns.map((column) => column.get(name) ?? "").join(" | ")} |`),
  ];
}

const valuesOf = (group: object, path: string): (readonly [string, string])[] =>
  Object.entries(group).flatMap(([name, value]) => {
    const full = path === "" ? name : `${path}.${name}`;
    const isGroup = typeof value === "object" && value !== null && !Array.isArray(value);
    return isGroup ? valuesOf(value, full) : [[full, `\`${JSON.stringify(value)}\``] as const];
  });

function tableOf(schema: z.ZodMiniType): string[] {
  const root: Described = JSON.parse(JSON.stringify(z.toJSONSchema(schema, { io: "input" })));
  return ["| setting | default | bounds | what it does |", "|---|---|---|---|", ...rowsOf(root, "")];
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
  const bounds = setting.enum?.join(", ") ?? rangeOf(setting) ?? setting.type ?? "";
  return `| \`${name}\` | ${fallback} | ${bounds} | ${setting.description ?? ""} |`;
}

function rangeOf({ minimum, maximum = Number.MAX_SAFE_INTEGER }: Described): string | undefined {
  if (minimum === undefined) return undefined;
  return maximum === Number.MAX_SAFE_INTEGER ? `${minimum} or more` : `${minimum} to ${maximum}`;
}
