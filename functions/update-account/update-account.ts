import type { Dependencies } from "../../shared/dependencies.ts";
import type { Account } from "../../shared/domain/account.ts";
import type { Instant } from "../../shared/domain/duration.ts";
import { canonicalIdentifier, identifierKeyOf } from "../../shared/domain/identifier.ts";
import { Problem } from "../../shared/domain/problem.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import type { OperatorChange } from "../../shared/ports/administration.ts";
import { adminViewOf, operate, operatorTraces } from "../../shared/steps/operate.ts";

type Needs = Pick<Dependencies, "administration" | "clock" | "config" | "directory" | "random">;
type Body = RequestOf<"updateAccount">["body"];

/** Changes what names the account, or its language. A password is not among it: nobody but its owner chooses one. */
export async function updateAccount({ params, body, principal }: RequestOf<"updateAccount">, needs: Needs) {
  const identifier = body.identifier === undefined ? undefined : canonicalIdentifier(body.identifier);
  if (identifier === "") {
    throw new Problem("invalid_request", { errors: [{ pointer: "/identifier", detail: "must not be blank" }] });
  }
  const updated = await operate(
    params.sub,
    (account, now) => changeOf(account, { ...body, identifier, principal }, now, needs),
    needs,
  );
  return adminViewOf(updated, needs.config.settings, needs.clock.now());
}

async function changeOf(
  { subject }: Account,
  { identifier, locale, reason, principal }: Body & Pick<RequestOf<"updateAccount">, "principal">,
  now: Instant,
  needs: Needs,
): Promise<OperatorChange | undefined> {
  const isRenamed = identifier !== undefined && identifier !== subject.identifier;
  const isSpokenTo = locale !== undefined && locale !== subject.locale;
  if (!isRenamed && !isSpokenTo) return undefined;
  // Where it moves, the whole credential goes along, so it is read first.
  const credential = isRenamed ? await needs.directory.findCredential(identifierKeyOf(subject.identifier)) : undefined;
  return {
    subject: { ...(isRenamed ? { identifier } : {}), ...(isSpokenTo ? { locale } : {}) },
    ...(credential === undefined ? {} : { credential }),
    ...operatorTraces("account_changed", subject, { principal, reason }, now, needs),
  };
}
