import type { Login } from "./login.ts";

/** What a code is good for: the message says so, and nothing else takes it. */
export const messagePurposes = ["sign_in", "method_change", "number_check"] as const;
export type MessagePurpose = (typeof messagePurposes)[number];

export const purposeOf = ({ purpose }: Pick<Login, "purpose">): MessagePurpose =>
  purpose === "sign_in" ? "sign_in" : "method_change";
