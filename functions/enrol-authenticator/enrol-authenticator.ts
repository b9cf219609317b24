import type { Dependencies } from "../../shared/dependencies.ts";
import { toRfc3339 } from "../../shared/domain/duration.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { authenticatorViewOf, isListed } from "../../shared/steps/account-view.ts";
import { addApp } from "../../shared/steps/enrol/add-app.ts";
import { addDestination } from "../../shared/steps/enrol/add-destination.ts";
import { assertEnrollable } from "../../shared/steps/enrol/assert-enrollable.ts";
import { assertEnrolling } from "../../shared/steps/recover.ts";

/**
 * Sets up a new method in a login that asks for it. It is nothing until it is proved by activateEnrolment, and gone when
 * that does not happen in time; what the account had before stays as it is until then.
 */
export async function enrolAuthenticator(request: RequestOf<"enrolAuthenticator">, dependencies: Dependencies) {
  const { body, holder } = request;
  const { clock, config, directory, logins } = dependencies;
  assertEnrollable(body.type, config.settings);
  const now = clock.now();
  const [found, standing] = await Promise.all([logins.find(holder.loginId), directory.findAccount(holder.sub)]);
  const { login, account } = assertEnrolling(found, standing, holder, now);

  // What will be gone is in nobody's way: the same number may be set up anew.
  const authenticators = account.authenticators.filter(({ status }) => status === "pending");
  const acting = { account: { ...account, authenticators }, session: { from: login.from }, now };
  const { added, shown } =
    body.type === "totp"
      ? await addApp({ name: body.name }, acting, dependencies)
      : await addDestination({ ...request, body: { ...body, type: body.type } }, acting, dependencies);
  if (!isListed(added) || added.proof === undefined) throw new Error("what was set up waits for no proof");
  return {
    ...authenticatorViewOf(added, account, config.settings),
    expiresAt: toRfc3339(added.proof.expiresAt),
    ...shown,
  };
}
