import type { Dependencies } from "../../shared/dependencies.ts";
import { toRfc3339 } from "../../shared/domain/duration.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { authenticatorViewOf, isListed } from "../../shared/steps/account-view.ts";
import { addApp } from "../../shared/steps/enrol/add-app.ts";
import { addDestination } from "../../shared/steps/enrol/add-destination.ts";
import { assertEnrollable } from "../../shared/steps/enrol/assert-enrollable.ts";
import { assertSteppedUp, holdSession } from "../../shared/steps/hold-session.ts";
import { addPairing } from "./add-pairing.ts";
import { replacedBy } from "./replaced.ts";

/**
 * Adds a number, an address or an app, after a fresh second factor: of the old one where it is to take its place. It is
 * nothing until it is proved by activateAuthenticator, replaces nothing until then, and is gone when that does not
 * happen in time.
 */
export async function addAuthenticator(request: RequestOf<"addAuthenticator">, dependencies: Dependencies) {
  const { body, session } = request;
  assertEnrollable(body.type, dependencies.config.settings);
  const held = await holdSession(session, dependencies);
  const replaces = replacedBy(body, held.account);
  assertSteppedUp(held, replaces === undefined ? "add_authenticator" : "replace_authenticator", replaces);

  const { settings } = dependencies.config;
  const { added, shown } =
    body.type === "totp"
      ? await addApp({ name: body.name, replaces }, held, dependencies)
      : body.type === "app"
        ? await addPairing({ name: body.name, replaces }, held, dependencies)
        : await addDestination({ ...request, body: { ...body, replaces } }, held, dependencies);
  if (!isListed(added) || added.proof === undefined) throw new Error("what was added waits for no proof");
  return {
    ...authenticatorViewOf(added, held.account, settings),
    expiresAt: toRfc3339(added.proof.expiresAt),
    ...shown,
  };
}
