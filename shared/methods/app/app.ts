import type { ApprovingMethod } from "../method.ts";

/** Approval in an app that was paired with the account. */
export const app: ApprovingMethod<"app"> = {
  type: "app",
  channel: undefined,
  approves: "who_is_asked",
  amr: ["mca"],
  signsInOnly: true,
  offer: ({ authenticatorId, type, status, name, unreachableBy = [] }) =>
    type === "app" && status === "active" && !unreachableBy.includes("push")
      ? { methodId: `app.${authenticatorId}`, type: "app", hint: name ?? "" }
      : undefined,
  // It is answered there, and never by a code.
  verify: () => ({ right: false }),
};
