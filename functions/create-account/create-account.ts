import type { Dependencies } from "../../shared/dependencies.ts";
import { activityOf } from "../../shared/domain/activity.ts";
import { canonicalIdentifier, canonicalPassword } from "../../shared/domain/identifier.ts";
import { maskDestination } from "../../shared/domain/mask.ts";
import { Problem } from "../../shared/domain/problem.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { isListed } from "../../shared/steps/account-view.ts";
import { assertFitPassword } from "../../shared/steps/assert-fit-password.ts";
import { troubleWithGiven } from "../../shared/steps/kept-passwords.ts";
import { newAccount, troubleWith } from "../../shared/steps/new-account.ts";
import { idOf } from "../../shared/steps/operate.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "directory" | "passwords" | "random">;

/** Makes an account. */
export async function createAccount({ body, principal }: RequestOf<"createAccount">, needs: Needs) {
  const { clock, config, directory, passwords, random } = needs;
  const { password } = body;
  const errors = [...troubleWith(body, needs), ...troubleWithGiven({ password }, needs)];
  if (errors.length > 0) throw new Problem("invalid_request", { errors });
  if (password !== undefined) {
    await assertFitPassword(password, { identifier: canonicalIdentifier(body.identifier) }, needs);
  }
  const now = clock.now();
  const sub = idOf(random);
  const { account, credential } = newAccount(body, sub, now, needs);
  const kept = password === undefined ? {} : { passwordHash: await passwords.hash(canonicalPassword(password)) };

  const by = { by: "operator", principal: principal.arn } as const;
  const made = activityOf("account_made", { sub, id: "0", at: now }, by, config.settings);
  const outcome = await directory.create(account, { ...credential, ...kept }, made);
  if (outcome === "identifier_taken") throw new Problem("identifier_taken");
  const { identifier, locale } = account.subject;
  return {
    sub,
    identifier,
    locale,
    authenticators: account.authenticators.filter(isListed).map((authenticator) => ({
      authenticatorId: authenticator.authenticatorId,
      type: authenticator.type,
      hint: maskDestination(authenticator),
    })),
  };
}
