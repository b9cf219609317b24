import type { SettingsInput } from "../../../shared/settings.ts";
import { ordered } from "../order-steps.ts";
import { delegatedClient } from "./delegated.ts";
import { states } from "./index.ts";
import { approvalFirstStates, togetherStates } from "./orders.ts";
import type { States } from "./reach.ts";

/** Every state of every page, by the settings that it shows under. A process has one stack, so one set. */
export const stateSets = {
  usual: {
    settings: {
      clients: [delegatedClient],
      links: { sms: "approve", email: "continue" },
      approvals: { qr: true },
    },
    states,
  },
  together: { settings: ordered("together"), states: togetherStates },
  approval_first: { settings: ordered("approval_first", { links: { sms: "approve" } }), states: approvalFirstStates },
} as const satisfies { readonly [name: string]: { readonly settings: SettingsInput; readonly states: States } };

export type SetName = keyof typeof stateSets;
export const setNames = Object.keys(stateSets).filter((name): name is SetName => name in stateSets);
