import type { Login } from "./login.ts";

/** What a code is good for: the message says so, and nothing else takes it. */
export const messagePurposes = ["sign_in", "method_change", "number_check", "recovery"] as const;
export type MessagePurpose = (typeof messagePurposes)[number];

const purposes = {
  sign_in: "sign_in",
  step_up: "method_change",
  recovery: "recovery",
} as const satisfies { readonly [P in Login["purpose"]]: MessagePurpose };

export const purposeOf = ({ purpose }: Pick<Login, "purpose">): MessagePurpose => purposes[purpose];
