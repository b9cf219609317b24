import { backupCodesId, leftOf, placeOfCode } from "../../domain/backup-codes.ts";
import type { HeldMethod } from "../method.ts";

/** A look-up secret of the account's set: each works once. */
export const backupCode: HeldMethod<"backup_code"> = {
  type: "backup_code",
  channel: undefined,
  // RFC 8176 has no value for look-up secrets: what is proved is a one-time password.
  amr: ["otp"],
  offer: ({ type, status, codes }) =>
    type === "backup_codes" && status === "active" && codes !== undefined && leftOf(codes) > 0
      ? { methodId: `backup_code.${backupCodesId}`, type: "backup_code", hint: "" }
      : undefined,
  verify: ({ authenticator: { codes }, code, vaultKey }) => {
    const key = vaultKey("backup-code");
    const place = codes === undefined || key === undefined ? undefined : placeOfCode(codes, key, code);
    const mac = place === undefined ? undefined : codes?.left[place];
    if (codes === undefined || place === undefined || mac === undefined) return { right: false };
    return { right: true, consumes: { kind: "backup_code", setId: codes.setId, place, mac } };
  },
};
