import type { Dependencies } from "../dependencies.ts";
import { activityOf } from "../domain/activity.ts";
import { hours, type Instant } from "../domain/duration.ts";
import type { Login } from "../domain/login.ts";
import { Problem } from "../domain/problem.ts";
import type { ProvedPassword } from "./prove-password.ts";

/**
 * Ensures that a right password still opens something, once it is sure that its caller may know that it is right. That
 * it does not is kept once an hour, since whoever tries may try on.
 *
 * @throws Problem `password_change_required` where its owner has said "not me" since it was chosen.
 */
export async function assertPasswordStands(
  { credential, settle }: ProvedPassword,
  { from, now }: Pick<Login, "from"> & { readonly now: Instant },
  { activities, config }: Pick<Dependencies, "activities" | "config">,
): Promise<void> {
  if (credential.changeDueSince === undefined) return;
  const occasion = { sub: credential.sub, id: "password", at: now };
  const since = now - (now % hours(1));
  const refused = activityOf("password_refused", occasion, { from, since }, config.settings);
  await Promise.all([settle(), activities.add(refused)]);
  throw new Problem("password_change_required");
}
