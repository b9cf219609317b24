import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import * as z from "zod/mini";
import { parseSettings, SettingsError } from "../../shared/parse-settings.ts";
import { laidOver, withPreset } from "../../shared/presets/index.ts";
import type { Settings, SettingsInput } from "../../shared/settings.ts";
import { readLogos } from "../branding.ts";
import { callCenter } from "./receiver/call-center.ts";

const CdkJson = z.object({
  context: z.optional(z.object({ nidan: z.optional(z.unknown()), preset: z.optional(z.unknown()) })),
});

/** Without a preset: one-time URLs to try, in either way that they work, and QR codes. */
const everyWay = {
  approvals: { qr: true },
  links: { sms: "approve", email: "continue" },
} as const satisfies SettingsInput;

/** A service whose backend is on this machine too, to try delegated logins with. */
const demoClients = [{ clientId: "shop", returnUrls: ["http://localhost:8080/signed-in"] }];

/**
 * The settings of `cdk.json`, as `npm start` takes them.
 *
 * @param preset in place of the one that `cdk.json` names.
 * @throws SettingsError
 */
export function readSettings(preset?: string, file = resolve(import.meta.dirname, "../../cdk.json")): Settings {
  const { nidan = {}, preset: named } = contextOf(readFileSync(file, "utf8"));
  const settings = settingsUnder(preset ?? named, nidan);
  readLogos(settings.branding);
  return settings;
}

/**
 * The operator's settings, as a deployment takes them, over those of a preset. Nothing leaves this machine, so there
 * is an address and a number to send from, and a client, even where the operator has none.
 *
 * @throws SettingsError
 */
export function settingsUnder(preset: unknown, nidan: unknown): Settings {
  const given = preset === undefined ? laidOver(everyWay, nidan) : withPreset(nidan, preset);
  const { email, voice, clients, ...settings } = parseSettings(given);
  return {
    ...settings,
    clients: clients.length === 0 ? demoClients : clients,
    email: { from: "no-reply@login.example.jp", ...email },
    voice: { number: callCenter.number, ...voice },
  };
}

function contextOf(text: string) {
  try {
    return z.parse(CdkJson, JSON.parse(text)).context ?? {};
  } catch {
    throw new SettingsError(["cdk.json: must be JSON, with an object as its context"]);
  }
}
