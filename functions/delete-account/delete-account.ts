import type { Dependencies } from "../../shared/dependencies.ts";
import { placesOf } from "../../shared/domain/notice.ts";
import { Problem } from "../../shared/domain/problem.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { accountOf, operatorTraces } from "../../shared/steps/operate.ts";

type Needs = Pick<Dependencies, "administration" | "clock" | "config" | "directory" | "random">;

/** Deletes an account. Its id is never given again; its identifier is free. What it had is told, once it is gone. */
export async function deleteAccount(
  { params, body, principal }: RequestOf<"deleteAccount">,
  needs: Needs,
): Promise<undefined> {
  const account = await accountOf(params.sub, needs);
  const { locale } = account.subject;
  const places = placesOf(account.authenticators.filter(({ status }) => status === "active"));
  const addresses = places.filter(({ type }) => type === "email");
  const { notices, activities } = operatorTraces(
    "account_deleted",
    account.subject,
    { principal, reason: body.reason },
    needs.clock.now(),
    needs,
    { alsoTo: addresses.length > 0 ? addresses : places.slice(0, 1) },
  );
  const told = notices.map((notice) => ({ ...notice, locale }));
  if (await needs.administration.remove(account, { notices: told, activities })) return;
  throw new Problem("changed_meanwhile");
}
