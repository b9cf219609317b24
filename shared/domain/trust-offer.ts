import type * as z from "zod/mini";
import { browserName } from "../contract/device-names.ts";
import type { LoginTrust } from "../contract/schemas.ts";
import type { Settings } from "../settings.ts";
import type { Subject } from "./account.ts";
import type { Login } from "./login.ts";

/** Whether the browser of this login can be trusted with it: by a second factor, once, and never by a step-up. */
export const mayTrust = (login: Login, trustDays: Subject["trustDays"]): boolean =>
  login.purpose === "sign_in" &&
  trustDays > 0 &&
  login.registered === undefined &&
  (login.state === "pending" || (login.state === "complete" && login.secondFactor !== undefined));

/**
 * What the holder of a login is told of that. Until the password is right nobody learns anything of the account: where
 * one submission carries password and code, and the wish with them, what is told is the same for everybody.
 */
export function trustOfferOf(
  login: Login,
  days: Subject["trustDays"] | undefined,
  { trust, login: { order } }: Settings,
): z.infer<typeof LoginTrust> | undefined {
  if (login.purpose !== "sign_in") return undefined;
  const name = browserName(login.from);
  const form = { ...trust, ...(name === undefined ? {} : { name }), registered: login.registered !== undefined };
  if (login.password === undefined) {
    const isTogether = order === "together" && login.secondFactor === undefined;
    return isTogether ? { offered: true, ...form } : undefined;
  }
  return days === undefined ? undefined : { offered: mayTrust(login, days), days, ...form };
}
