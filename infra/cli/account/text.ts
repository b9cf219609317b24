import type * as z from "zod/mini";
import type { AdminAccount, AdminActivityPage } from "../../../shared/contract/schemas.ts";

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

/** An event for people: a line, and under it why, where somebody said so. */
export function activityText(one: z.infer<typeof AdminActivityPage>["activities"][number]): string {
  const { kind, at, by, from, method, hint, count, changed, principal, reason } = one;
  const place = [from.browser, from.system, from.region, from.country].filter(Boolean).join(" ");
  const about = [method, hint, count, changed?.join(" "), place].filter((fact) => fact !== undefined && fact !== "");
  const why = [principal, reason].filter((fact) => fact !== undefined).join(": ");
  const line = [at, by.padEnd(8), kind, about.length === 0 ? "" : `(${about.join(", ")})`].join("  ").trimEnd();
  return `${line}\n${why === "" ? "" : `    ${why}\n`}`;
}
