import type { Settings } from "../settings.ts";
import type { Subject } from "./account.ts";

type TrustDays = Subject["trustDays"];

/** Days that an account's browsers are trusted for: as its owner has chosen, and no more than the service allows. */
export const trustDaysOf = (chosen: TrustDays, { trust: { mostDays } }: Settings): TrustDays =>
  chosen < mostDays ? chosen : mostDays;
