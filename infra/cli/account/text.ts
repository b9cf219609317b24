import type * as z from "zod/mini";
import type { AdminAccount } from "../../../shared/contract/schemas.ts";

type Account = z.infer<typeof AdminAccount>;

const recoveryText = ({ by, readyAt, expiresAt }: NonNullable<Account["recovery"]>): string =>
  `by ${by === "person" ? "its owner" : "the operator"}, ${readyAt === undefined ? "not proved yet" : `ready from ${readyAt}`}, over at ${expiresAt}`;

/** An account for people: a line a fact. */
export function accountText(account: Account): string {
  const rows = [
    ["Account", account.identifier],
    ["Id", account.sub],
    ["State", account.status],
    ["Two-step", account.enabled ? "on" : "off"],
    ["Language", account.locale],
    ["Backup codes", String(account.backupCodesLeft)],
    ...(account.recovery === undefined ? [] : [["Recovery", recoveryText(account.recovery)]]),
    ["Made", account.createdAt],
    ...account.authenticators.map(({ type, hint, status, authenticatorId }) => [
      "Method",
      `${type} ${hint} ${status} ${authenticatorId}`.replace(/ {2,}/g, " "),
    ]),
  ];
  return rows.map(([name = "", value]) => `  ${name.padEnd(13)} ${value}\n`).join("");
}
