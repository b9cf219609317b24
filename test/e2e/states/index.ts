import { activityStates } from "./activity.ts";
import { approvalStates } from "./approvals.ts";
import { codeStates } from "./code.ts";
import { delegatedStates } from "./delegated.ts";
import { deliveryStates } from "./delivery.ts";
import { heldStates } from "./held.ts";
import { helpStates } from "./help.ts";
import { linkStates } from "./link.ts";
import { loginStates } from "./login.ts";
import { methodStates } from "./method.ts";
import { ownStates } from "./own.ts";
import { passwordStates } from "./password.ts";
import type { States } from "./reach.ts";
import { recoveryStates } from "./recovery.ts";
import { settingsStates } from "./settings.ts";
import { trustStates } from "./trust.ts";

/**
 * Every page in every state that a person can see it in, and the way there. Several are looked at side by side, so
 * none touches what the stack has in common: its clock and its faults. What the pages then do is for the other tests.
 */
export const states = {
  ...loginStates,
  ...methodStates,
  ...codeStates,
  ...deliveryStates,
  ...linkStates,
  ...helpStates,
  ...heldStates,
  ...settingsStates,
  ...ownStates,
  ...trustStates,
  ...approvalStates,
  ...activityStates,
  ...passwordStates,
  ...delegatedStates,
  ...recoveryStates,
} as const satisfies States;
