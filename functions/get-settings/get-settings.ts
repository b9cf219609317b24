import type { Dependencies } from "../../shared/dependencies.ts";
import { Reply } from "../../shared/http/reply.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { settingsViewOf } from "../../shared/steps/account-view.ts";
import { holdSession } from "../../shared/steps/hold-session.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "directory" | "sendingStates" | "sessions">;

/** The account's settings. One round trip. */
export async function getSettings({ session }: RequestOf<"getSettings">, needs: Needs) {
  const { clock, config, sendingStates } = needs;
  const [{ account }, state] = await Promise.all([holdSession(session, needs), sendingStates.read(clock.now())]);
  return new Reply(settingsViewOf(account, config.settings, state), { version: account.subject.version });
}
