import type { ApprovingMethod } from "../method.ts";

/**
 * Approval by a QR code on the first screen, scanned and opened where the person is signed in; offered where the
 * operator has switched it on. It belongs to what the person is signed in on: an app, else a number.
 */
export const qr: ApprovingMethod<"qr"> = {
  type: "qr",
  channel: undefined,
  approves: "whoever_scans",
  amr: ["mca"],
  signsInOnly: true,
  offer: ({ authenticatorId, type, status, unreachableBy = [] }, { approvals }) =>
    approvals.qr && status === "active" && (type === "phone" || (type === "app" && !unreachableBy.includes("push")))
      ? { methodId: `qr.${authenticatorId}`, type: "qr", hint: "" }
      : undefined,
  // It is answered there, and never by a code.
  verify: () => ({ right: false }),
};
