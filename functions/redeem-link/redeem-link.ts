import type { Dependencies } from "../../shared/dependencies.ts";
import { denialLinkLife } from "../../shared/domain/account-token.ts";
import { openedBy } from "../../shared/domain/link.ts";
import { Problem } from "../../shared/domain/problem.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { accountLinkOf } from "../../shared/steps/account-link.ts";
import { decideLogin } from "../../shared/steps/decide-login.ts";
import { holdLink } from "../../shared/steps/hold-link.ts";
import { continueHere } from "./continue-here.ts";
import { continueInto } from "./continue-into.ts";

/**
 * Uses a one-time URL, once. `approve` and `deny` decide for another device, and whoever decides gets nothing of the
 * login; `continue` goes on with it here, where it began, or with the one that was begun here instead.
 */
export async function redeemLink(request: RequestOf<"redeemLink">, dependencies: Dependencies) {
  const { body, browser, source } = request;
  const now = dependencies.clock.now();
  const link = await holdLink(body.token, browser, dependencies);
  const { decision, into } = body;
  if (decision === "continue") {
    const going = { link, browser, now };
    const login = into ? await continueInto({ ...going, into }, dependencies) : await continueHere(going, dependencies);
    return { outcome: "continued" as const, login };
  }

  const { network } = await source();
  const decided = await decideLogin(
    {
      asked: { loginId: link.loginId, link: link.number },
      decision,
      acknowledged: body.acknowledged,
      matchNumber: body.matchNumber,
      network,
      now,
      refusalOf: (login) => {
        const opened = openedBy(link.number, login, now);
        return typeof opened === "string" ? new Problem(opened) : undefined;
      },
    },
    dependencies,
  );
  if (decision === "approve") return { outcome: "approved" as const };
  // Whoever says no is asked whether it was not them.
  const { sub, epoch } = decided;
  const disavowal = await accountLinkOf("disavowal", { sub, epoch }, now + denialLinkLife, dependencies);
  return { outcome: "denied" as const, disavowal };
}
