import type * as z from "zod/mini";
import type { AdminAccount } from "../../../shared/contract/schemas.ts";

/** An account for people: a line a fact. */
export function accountText(account: z.infer<typeof AdminAccount>): string {
  const rows = [
    ["Account", account.identifier],
    ["Id", account.sub],
    ["State", account.status],
    ["Two-step", account.enabled ? "on" : "off"],
    ["Language", account.locale],
    ["Backup codes", String(account.backupCodesLeft)],
    ["Made", account.createdAt],
    ...account.authenticators.map(({ type, hint, status, authenticatorId }) => [
      "Method",
      `${type} ${hint} ${status} ${authenticatorId}`.replace(/ {2,}/g, " "),
    ]),
  ];
  return rows.map(([name = "", value]) => `  ${name.padEnd(13)} ${value}\n`).join("");
}
