import { parseSettings, SettingsError } from "../shared/parse-settings.ts";
import type { Settings } from "../shared/settings.ts";
import { type Deployment, parseDeployment } from "./deployment.ts";

/** What the operator chose, from the context of `cdk.json` or of `cdk -c`. */
export interface Choices {
  readonly settings: Settings;
  /** The settings as they were written, as JSON. */
  readonly givenSettings: string;
  readonly deployment: Deployment;
}

/** Lambda's environment holds 4,096 bytes in all; key ARNs, host and names take the rest. */
const mostSettingsBytes = 3000;

/**
 * @param contextOf reads a value of the app's context.
 * @throws SettingsError naming everything that is wrong in either part.
 */
export function readChoices(contextOf: (name: string) => unknown): Choices {
  const given = fromContext(contextOf("nidan"), "nidan");
  const settings = attempt(() => parseSettings(given));
  const host = settings.result?.host;
  const deployment = attempt(() => parseDeployment(fromContext(contextOf("deployment"), "deployment"), host));
  const givenSettings = JSON.stringify(given);
  const size = Buffer.byteLength(givenSettings);
  const trouble = [...settings.trouble, ...deployment.trouble];
  if (size > mostSettingsBytes) {
    trouble.push(`nidan: ${size} bytes; shorten them to ${mostSettingsBytes}, all that a function's environment holds`);
  }
  if (settings.result === undefined || deployment.result === undefined || trouble.length > 0) {
    throw new SettingsError(trouble);
  }
  return { settings: settings.result, givenSettings, deployment: deployment.result };
}

/** An object of `cdk.json`, or the JSON that `cdk -c nidan='{…}'` hands on as text. */
function fromContext(value: unknown, name: string): unknown {
  if (value === undefined) return {};
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    throw new SettingsError([`${name}: must be JSON (cdk -c ${name}='{"…": …}')`]);
  }
}

function attempt<T>(parse: () => T): { readonly result?: T; readonly trouble: readonly string[] } {
  try {
    return { result: parse(), trouble: [] };
  } catch (error) {
    if (error instanceof SettingsError) return { trouble: error.message.split("\n") };
    throw error;
  }
}
