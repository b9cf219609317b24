import type { Instant } from "../../domain/duration.ts";
import { Login } from "../../domain/login.ts";
import type { Refused } from "../../ports/logins.ts";
import type { Item, Written } from "./table.ts";

export const names = { "#state": "state" };
/** The login is under way, and the holder's token is the newest. */
export const underWay = "#state = :pending AND generation = :generation AND expiresAt > :now";
export const underWayValues = (generation: number, now: Instant) => ({
  ":pending": "pending",
  ":generation": generation,
  ":now": now,
});

export const refusedOf = (item: Item | undefined): Refused => ({ refused: true, login: item && Login.parse(item) });
export const outcome = (written: Written): Login | Refused =>
  written.done ? Login.parse(written.item) : refusedOf(written.item);
