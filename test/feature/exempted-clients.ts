import type { SettingsInput } from "../../shared/settings.ts";
import { wordy } from "../support/signed-in.ts";

const exempted = (clientId: string, until: string) =>
  ({ rule: "client", clientId, owner: "shop team", reason: "till at the counter", until }) as const;

/** A client that needs no second factor, one whose exemption is over, and one without. */
export const exempting: SettingsInput = {
  ...wordy,
  clients: [{ clientId: "till" }, { clientId: "over" }, { clientId: "web" }],
  exemptions: [exempted("till", "2099-03-31"), exempted("over", "2020-01-31")],
};
