import type { Dependencies } from "../../shared/dependencies.ts";
import type { Authenticator } from "../../shared/domain/account.ts";
import { hintOf } from "../../shared/domain/activity.ts";
import { type Notice, ownNotice, placesOf } from "../../shared/domain/notice.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { everythingOpen } from "../../shared/domain/sending-state.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { offersOf, standsAlone } from "../../shared/methods/index.ts";
import { isListed } from "../../shared/steps/account-view.ts";
import { assertSteppedUp, type Held, holdSession, ownActivity } from "../../shared/steps/hold-session.ts";

type Needs = Pick<Dependencies, "authenticators" | "clock" | "config" | "directory" | "random" | "sessions">;

/** Removes an authenticator, after a fresh second factor. One that was never proved goes without: it opens nothing. */
export async function removeAuthenticator(
  { params, session }: RequestOf<"removeAuthenticator">,
  needs: Needs,
): Promise<undefined> {
  const held = await holdSession(session, needs);
  const { account } = held;
  const gone = account.authenticators.find((one) => one.authenticatorId === params.authenticatorId && isListed(one));
  if (gone === undefined) throw new Problem("not_found");
  if (gone.status !== "pending") {
    assertSteppedUp(held, "remove_authenticator");
    assertNotLast(gone, held, needs);
  }
  const { sub, epoch, version, defaultMethodId = "" } = account.subject;
  const isGone = await needs.authenticators.change(
    { sub, epoch, version },
    {
      remove: [gone.authenticatorId],
      forgetsDefault: defaultMethodId.endsWith(`.${gone.authenticatorId}`),
      notices: gone.status === "pending" ? [] : [noticeOf(gone, held)],
      activities: [ownActivity("method_removed", held, needs, hintOf(gone))],
    },
  );
  if (!isGone) throw new Problem("changed_meanwhile");
}

/** While two-step verification is on, one method that can do without the others stays. */
function assertNotLast(gone: Authenticator, { account }: Held, { config }: Needs): void {
  if (!account.subject.secondFactor) return;
  const authenticators = account.authenticators.filter((one) => one !== gone);
  const left = offersOf({ ...account, authenticators }, config.settings, everythingOpen);
  if (left.some(({ offer }) => standsAlone(offer.type))) return;
  throw new Problem("last_method", { detail: "add another method first, or switch two-step verification off" });
}

/** A number or an address is told of its own end. An authenticator's id never comes back. */
function noticeOf(gone: Authenticator, { account, session, now }: Held): Notice {
  const { authenticatorId, type } = gone;
  const alsoTo = placesOf([gone]);
  return ownNotice(
    "method_removed",
    { sub: account.subject.sub, id: authenticatorId, at: now, from: session.from },
    { method: type, ...(alsoTo.length === 0 ? {} : { alsoTo }) },
  );
}
