import type { Dependencies } from "../../shared/dependencies.ts";
import { isBeganBy } from "../../shared/domain/browser.ts";
import { modeOf } from "../../shared/domain/link.ts";
import { statusOf } from "../../shared/domain/login.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { factsOf } from "../../shared/steps/approval-facts.ts";
import { assertOpen, holdLink } from "../../shared/steps/hold-link.ts";

type Needs = Pick<Dependencies, "clock" | "logins" | "roots">;

/** Tells what a one-time URL would allow. One read, and no write: opening it is harmless, for whoever does. */
export async function inspectLink({ body, browser }: RequestOf<"inspectLink">, needs: Needs) {
  const now = needs.clock.now();
  const link = await holdLink(body.token, browser, needs);
  const { login, challenge } = assertOpen(link, await needs.logins.find(link.loginId), now);
  const facts = factsOf(login, challenge);
  if (modeOf(challenge) === "approve") return { mode: "approve" as const, ...facts };
  const isHere = isBeganBy(login, browser) && statusOf(login, now) === "pending";
  return { mode: "continue" as const, ...facts, goesOn: isHere ? ("here" as const) : ("after_sign_in" as const) };
}
