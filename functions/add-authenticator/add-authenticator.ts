import type { Dependencies } from "../../shared/dependencies.ts";
import { toRfc3339 } from "../../shared/domain/duration.ts";
import { Problem } from "../../shared/domain/problem.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { authenticatorViewOf, isListed } from "../../shared/steps/account-view.ts";
import { assertSteppedUp, type Held, holdSession } from "../../shared/steps/hold-session.ts";
import { addApp } from "./add-app.ts";
import { addDestination } from "./add-destination.ts";

/**
 * Adds a number, an address or an app, after a fresh second factor. It is nothing until it is proved by
 * activateAuthenticator, replaces nothing until then, and is gone when that does not happen in time.
 */
export async function addAuthenticator(request: RequestOf<"addAuthenticator">, dependencies: Dependencies) {
  const { body, session } = request;
  const held = await holdSession(session, dependencies);
  assertSteppedUp(held, "add_authenticator");
  assertReplaceable(body.replaces, held);

  const { settings } = dependencies.config;
  const { added, shown } =
    body.type === "totp" ? await addApp(body, held, dependencies) : await addDestination(request, held, dependencies);
  if (!isListed(added) || added.proof === undefined) throw new Error("what was added waits for no proof");
  return {
    ...authenticatorViewOf(added, held.account, settings),
    expiresAt: toRfc3339(added.proof.expiresAt),
    ...shown,
  };
}

function assertReplaceable(replaces: string | undefined, { account }: Held): void {
  if (replaces === undefined) return;
  const old = account.authenticators.find(({ authenticatorId }) => authenticatorId === replaces);
  if (old === undefined || !isListed(old)) throw new Problem("not_found", { detail: "there is nothing to replace" });
}
