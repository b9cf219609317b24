import type { Dependencies } from "../../shared/dependencies.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { authenticatorViewOf, isListed } from "../../shared/steps/account-view.ts";
import { holdSession } from "../../shared/steps/hold-session.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "directory" | "sessions">;

/** The account's numbers, addresses and apps; what was never proved shows until it is gone. */
export async function listAuthenticators({ session }: RequestOf<"listAuthenticators">, needs: Needs) {
  const { account, now } = await holdSession(session, needs);
  const shown = account.authenticators.filter(({ proof }) => proof === undefined || proof.expiresAt > now);
  return {
    authenticators: shown.filter(isListed).map((one) => authenticatorViewOf(one, account, needs.config.settings)),
  };
}
