import type * as z from "zod/mini";
import { browserName } from "../contract/device.ts";
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

/** What the holder of a login is told of that. Until the password is right nobody learns anything of the account. */
export function trustOfferOf(
  login: Login,
  days: Subject["trustDays"] | undefined,
  { trust }: Settings,
): z.infer<typeof LoginTrust> | undefined {
  if (login.purpose !== "sign_in" || login.password === undefined || days === undefined) return undefined;
  const name = browserName(login.from);
  return {
    offered: mayTrust(login, days),
    days,
    ...trust,
    ...(name === undefined ? {} : { name }),
    registered: login.registered !== undefined,
  };
}
