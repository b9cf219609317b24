import type { Dependencies } from "../dependencies.ts";
import type { Instant } from "../domain/duration.ts";
import { type Habits, habitsWith } from "../domain/habits.ts";
import type { Login } from "../domain/login.ts";
import { Problem } from "../domain/problem.ts";
import { networkDigest } from "./judge-sign-in.ts";

/** A sign-in that came to its result forms a habit; one that was only tried forms none. */
export async function rememberSignIn(
  { sub, purpose, from, issuedAt }: Login,
  known: Habits | undefined,
  network: string,
  { habits, roots }: Pick<Dependencies, "habits" | "roots">,
  now: Instant,
): Promise<void> {
  if (purpose !== "sign_in" || issuedAt !== undefined) return;
  const signIn = { from, network: networkDigest(await roots.challenge.current(), network), at: now };
  await habits.keep(sub, habitsWith(known, signIn), now);
}

/**
 * Whoever holds the token that came with a trusted browser's new secret has that secret too: the one before it counts
 * no more.
 *
 * @throws Problem `login_closed` where the browser turned out to be a copy since.
 */
export async function confirmBrowser(
  { sub, trusted }: Login,
  { trustedBrowsers }: Pick<Dependencies, "trustedBrowsers">,
): Promise<void> {
  if (trusted === undefined) return;
  const { isStolen } = await trustedBrowsers.confirm(sub, trusted);
  if (isStolen) throw new Problem("login_closed");
}
