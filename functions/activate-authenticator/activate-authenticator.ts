import type { Dependencies } from "../../shared/dependencies.ts";
import type { Account, Authenticator } from "../../shared/domain/account.ts";
import { hintOf, type Traces } from "../../shared/domain/activity.ts";
import { subjectFailures } from "../../shared/domain/limits.ts";
import { ownNotice, placesOf } from "../../shared/domain/notice.ts";
import { Problem } from "../../shared/domain/problem.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import type { AccountChange } from "../../shared/ports/authenticators.ts";
import { authenticatorViewOf, isListed } from "../../shared/steps/account-view.ts";
import { chargeNew, newCode } from "../../shared/steps/enrol/charge-new.ts";
import { verifyNew } from "../../shared/steps/enrol/verify-new.ts";
import { type Held, holdSession, ownActivity } from "../../shared/steps/hold-session.ts";
import { openAppSession, registerApp, verifyPairing } from "./pair-app.ts";
import { markOf, provedBefore } from "./proved-before.ts";

type Request = RequestOf<"activateAuthenticator">;

/**
 * Proves a new authenticator: charge, compare, and one write that makes it count, takes away what it replaces, and
 * switches two-step verification on where it is the first. An answer that was lost is given again for a minute.
 */
export async function activateAuthenticator({ body, device, params, session }: Request, needs: Dependencies) {
  const { authenticators, config, throttles } = needs;
  const { settings } = config;
  const code = newCode(body.code);
  const held = await holdSession(session, needs);
  const { account, now } = held;
  const { sub, epoch, version } = account.subject;
  const proving = { authenticatorId: params.authenticatorId, code, session: held.session };
  const before = await provedBefore(proving, held, needs);
  if (before !== undefined && isListed(before)) return authenticatorViewOf(before, account, settings);
  const own = subjectFailures(sub, settings);
  const pending = await chargeNew(params.authenticatorId, account, needs, now);
  const left =
    pending.type === "app"
      ? await verifyPairing(pending, code, needs)
      : await verifyNew(pending, code, sub, needs, now);
  const app = body.app && (await registerApp(body.app, pending, needs));
  const { proof, ...proved } = pending;
  // What pairs an app is shown once.
  const mark = pending.type === "app" ? {} : { provedBy: await markOf(proving, needs) };
  const active: Authenticator = { ...proved, ...left, ...app, ...mark, status: "active", createdAt: now };
  const whose = { sub, epoch, app: active.authenticatorId };
  const sessionToken = app && (await openAppSession({ ...whose, from: await device() }, needs, now));
  if (!isListed(active)) throw new Error("backup codes are proved by nobody");
  const replaced = replacedBy(active, proof?.replaces, account);
  const change: AccountChange = {
    subject: { secondFactor: true },
    put: [active],
    remove: replaced.map((one) => one.authenticatorId),
    forgetsDefault: replaced.some((one) => account.subject.defaultMethodId?.endsWith(`.${one.authenticatorId}`)),
    ...tracesOf(held, active, replaced, needs),
  };
  // The answer was right, whether the account is still what it was or not.
  const [isChanged] = await Promise.all([
    authenticators.change({ sub, epoch, version }, change),
    throttles.refund([own], now),
  ]);
  if (!isChanged) throw new Problem("changed_meanwhile");

  const others = account.authenticators.filter(
    (one) => one.authenticatorId !== active.authenticatorId && !replaced.includes(one),
  );
  const view = authenticatorViewOf(active, { ...account, authenticators: [...others, active] }, settings);
  return sessionToken === undefined ? view : { ...view, sessionToken };
}

/**
 * What goes with the write: what it was to replace, and with a new app the backup codes, which were for the time without
 * the one before.
 *
 * @throws Problem `changed_meanwhile` where another app was proved since this one was added: nobody asked for its end.
 */
function replacedBy(active: Authenticator, replaces: string | undefined, { authenticators }: Account) {
  const others = authenticators.filter(
    (one) => one.status !== "pending" && one.authenticatorId !== active.authenticatorId,
  );
  const replaced = others.filter((one) => one.authenticatorId === replaces);
  if (active.type !== "totp") return replaced;
  const hasOther = others.some(({ type, authenticatorId }) => type === "totp" && authenticatorId !== replaces);
  if (hasOther) throw new Problem("changed_meanwhile");
  return [...replaced, ...others.filter(({ type }) => type === "backup_codes")];
}

/** Where a number or an address takes another's place, both are told besides the account's others. */
function tracesOf(held: Held, active: Authenticator, replaced: readonly Authenticator[], needs: Dependencies): Traces {
  const { account, session, now } = held;
  const { sub, secondFactor } = account.subject;
  const { authenticatorId, type } = active;
  const done = { sub, id: authenticatorId, at: now, from: session.from };
  const about = { authenticatorId, method: type };
  const old = placesOf(replaced);
  const kind = replaced.every((one) => one.type === "backup_codes") ? "method_added" : "method_replaced";
  const alsoTo = old.length === 0 ? {} : { alsoTo: [...old, ...placesOf([active])] };
  return {
    notices: [
      ownNotice(kind, done, { ...about, ...alsoTo }),
      ...(secondFactor ? [] : [ownNotice("switched_on", done, about)]),
    ],
    activities: [
      ownActivity(kind, held, needs, hintOf(active)),
      ...(secondFactor ? [] : [ownActivity("switched_on", held, needs)]),
    ],
  };
}
