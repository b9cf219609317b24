import { parseSettings } from "../../shared/parse-settings.ts";
import { type presets, withPreset } from "../../shared/presets/index.ts";
import { type Service, startService } from "./service.ts";
import { wordy } from "./signed-in.ts";

/** The service as an operator has it who set a preset and an address that mails come from. */
export const startPreset = (name: keyof typeof presets): Promise<Service> =>
  startService(
    parseSettings(
      withPreset({ ...wordy, email: { from: "no-reply@login.example.jp" }, fraudGuard: { mode: "off" } }, name),
    ),
  );
