import type { Account } from "../../shared/domain/account.ts";
import { Problem } from "../../shared/domain/problem.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { isListed } from "../../shared/steps/account-view.ts";

/**
 * The authenticator that goes once the new one is proved: the one that is named; and a new app always takes the place of
 * the app before it.
 *
 * @throws Problem `not_found` for one that is not there or was never proved.
 */
export function replacedBy(
  { type, replaces }: Pick<RequestOf<"addAuthenticator">["body"], "type" | "replaces">,
  { authenticators }: Account,
): string | undefined {
  const proved = authenticators.filter((one) => isListed(one) && one.status !== "pending");
  const app = type === "totp" ? proved.find((one) => one.type === "totp") : undefined;
  if (app !== undefined && replaces !== undefined && replaces !== app.authenticatorId) {
    const errors = [{ pointer: "/replaces", detail: "must be the app that there is: an account has one" }];
    throw new Problem("invalid_request", { errors });
  }
  const wanted = replaces ?? app?.authenticatorId;
  if (wanted === undefined || proved.some(({ authenticatorId }) => authenticatorId === wanted)) return wanted;
  throw new Problem("not_found", { detail: "there is nothing to replace" });
}
