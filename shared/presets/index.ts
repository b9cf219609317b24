import { SettingsError } from "../parse-settings.ts";
import type { SettingsInput } from "../settings.ts";
import { appApproval } from "./app-approval.ts";
import { authenticatorApp } from "./authenticator-app.ts";
import { linkApproval } from "./link-approval.ts";
import { manyChannels } from "./many-channels.ts";
import { memberSite } from "./member-site.ts";

/** Five kinds of service, each some settings that an operator's own are laid over. Nothing asks which one is on. */
export const presets = {
  linkApproval,
  appApproval,
  authenticatorApp,
  manyChannels,
  memberSite,
} as const satisfies Readonly<Record<string, SettingsInput>>;

/** For messages and help. */
export const presetNames: readonly string[] = Object.keys(presets);

/**
 * The operator's settings over those of a preset: objects are merged, all else is replaced. Nothing is checked yet.
 *
 * @param preset as the operator wrote it; left out: none.
 * @throws SettingsError naming the presets that there are.
 */
export function withPreset(given: unknown, preset: unknown, where = "cdk.json, context.preset"): unknown {
  if (preset === undefined) return given;
  const found = Object.entries(presets).find(([name]) => name === preset);
  if (found === undefined) {
    throw new SettingsError([
      `preset: there is no ${JSON.stringify(preset)}; set one of ${presetNames.join(", ")} (${where})`,
    ]);
  }
  return laidOver(found[1], given);
}

/** Objects are merged, all else of the base is replaced. */
export function laidOver(base: unknown, given: unknown): unknown {
  if (!isGroup(base) || !isGroup(given)) return given;
  const merged = Object.entries(given).map(([name, value]) => [
    name,
    name in base ? laidOver(base[name], value) : value,
  ]);
  return { ...base, ...Object.fromEntries(merged) };
}

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
