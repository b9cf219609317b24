import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import * as z from "zod/mini";
import { SettingsError } from "../../shared/parse-settings.ts";
import { type Choices, readChoices } from "../choices.ts";
import { UsageError } from "./command.ts";

const CdkJson = z.object({ context: z.optional(z.record(z.string(), z.unknown())) });

const jsonNames = ["nidan", "deployment"] as const;
const names = [...jsonNames, "preset"] as const;

/**
 * The operator's choices, as a deployment takes them: from `cdk.json`, or `-c nidan='{…}'` and `-c preset=NAME` in its place.
 *
 * @throws UsageError, SettingsError
 */
export function readContext(given: readonly string[] = []): Choices {
  const context = { ...cdkContext(), ...Object.fromEntries(given.map(pair)) };
  return readChoices((name) => context[name]);
}

function cdkContext(): Readonly<Record<string, unknown>> {
  const text = readFileSync(resolve(import.meta.dirname, "../../cdk.json"), "utf8");
  try {
    return z.parse(CdkJson, JSON.parse(text)).context ?? {};
  } catch {
    throw new SettingsError(["cdk.json: must be JSON, with an object as its context"]);
  }
}

function pair(given: string): readonly [string, string] {
  const [name = "", ...value] = given.split("=");
  if (names.some((known) => known === name) && value.length > 0) return [name, value.join("=")];
  throw new UsageError(
    `--context ${given}: must be ${jsonNames.map((known) => `${known}=JSON`).join(", ")} or preset=NAME`,
  );
}
