import type * as z from "zod/mini";
import { browserName } from "../contract/device-names.ts";
import type { LoginTrust } from "../contract/schemas.ts";
import type { Settings } from "../settings.ts";
import type { Subject } from "./account.ts";
import type { Login } from "./login.ts";
import { trustDaysOf } from "./trust-days.ts";

/** Whether the browser of this login can be trusted with it: by a second factor, once, and never by a step-up. */
export const mayTrust = (login: Login, trustDays: Subject["trustDays"], settings: Settings): boolean =>
  login.purpose === "sign_in" &&
  trustDaysOf(trustDays, settings) > 0 &&
  login.registered === undefined &&
  (login.state === "pending" || (login.state === "complete" && login.secondFactor !== undefined));

/**
 * What the holder of a login is told of that. Until the password is right nobody learns anything of the account: where
 * one submission carries password and code, and the wish with them, what is told is the same for everybody.
 */
export function trustOfferOf(
  login: Login,
  trustDays: Subject["trustDays"] | undefined,
  settings: Settings,
): z.infer<typeof LoginTrust> | undefined {
  if (login.purpose !== "sign_in") return undefined;
  const name = browserName(login.from);
  const { mostDays, nameRequired, defaultChecked } = settings.trust;
  const form = {
    nameRequired,
    defaultChecked,
    ...(name === undefined ? {} : { name }),
    registered: login.registered !== undefined,
  };
  if (login.password === undefined) {
    const isTogether = settings.login.order === "together" && login.secondFactor === undefined;
    return isTogether ? { offered: mostDays > 0, ...form } : undefined;
  }
  if (trustDays === undefined) return undefined;
  return { offered: mayTrust(login, trustDays, settings), days: trustDaysOf(trustDays, settings), ...form };
}
