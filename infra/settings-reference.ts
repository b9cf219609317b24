import * as z from "zod/mini";
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
    "## Where it is deployed: `context.deployment`",
    "",
    ...tableOf(Deployment),
    "",
  ].join("\n");

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
