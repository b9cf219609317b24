import type { Dependencies } from "../../shared/dependencies.ts";
import { ownNotice } from "../../shared/domain/notice.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { everythingOpen } from "../../shared/domain/sending-state.ts";
import { Reply } from "../../shared/http/reply.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { offersOf, standsAlone } from "../../shared/methods/index.ts";
import type { AccountChange } from "../../shared/ports/authenticators.ts";
import { settingsViewOf } from "../../shared/steps/account-view.ts";
import { assertSteppedUp, type Held, holdSession, ownActivity } from "../../shared/steps/hold-session.ts";

type Needs = Pick<
  Dependencies,
  "authenticators" | "clock" | "config" | "directory" | "random" | "sendingStates" | "sessions"
>;
type Request = RequestOf<"updateSettings">;

/** Changes settings, if they are still those that were read; all of what is asked for, or nothing. */
export async function updateSettings({ body, session, ifMatch }: Request, needs: Needs) {
  const { authenticators, clock, config, sendingStates } = needs;
  const [held, state] = await Promise.all([holdSession(session, needs), sendingStates.read(clock.now())]);
  const { account } = held;
  const { sub, epoch, version } = account.subject;
  if (ifMatch === undefined) {
    const errors = [{ pointer: "#If-Match", detail: "must name the version that was read" }];
    throw new Problem("invalid_request", { errors });
  }
  if (ifMatch !== version) throw new Problem("changed_meanwhile");
  assertMethod(body.defaultMethodId, held, needs);
  assertTrustDays(body.trustDays, needs);

  const { enabled, ...rest } = body;
  const switched = enabled === undefined || enabled === account.subject.secondFactor ? undefined : enabled;
  const change =
    switched === undefined ? { notices: [] } : switched ? switchingOn(held, needs) : switchingOff(held, body, needs);
  const kind = switched === undefined ? "settings_changed" : switched ? "switched_on" : "switched_off";
  const named = Object.entries(rest).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  const kept = ownActivity(kind, held, needs, named.length === 0 ? {} : { changed: named });
  // Whoever chooses never, or switches off, trusts none of those that are trusted now.
  const endsTrust = switched === false || body.trustDays === 0;
  const whole: AccountChange = { ...change, endsTrust, subject: { ...change.subject, ...rest }, activities: [kept] };
  if (!(await authenticators.change({ sub, epoch, version }, whole))) throw new Problem("changed_meanwhile");

  const { defaultMethodId, ...stays } = account.subject;
  const subject = {
    ...(whole.forgetsDefault || defaultMethodId === undefined ? stays : { ...stays, defaultMethodId }),
    ...Object.fromEntries(Object.entries(whole.subject ?? {}).filter(([, value]) => value !== undefined)),
    version: version + 1,
  };
  const left = account.authenticators.filter(({ authenticatorId }) => !whole.remove?.includes(authenticatorId));
  const changed = { subject, authenticators: left };
  return new Reply(settingsViewOf(changed, config.settings, state), { version: version + 1 });
}

function assertMethod(methodId: string | undefined, { account }: Held, { config }: Needs): void {
  if (methodId === undefined) return;
  const offers = offersOf(account, config.settings, everythingOpen);
  // Backup codes are for when another method fails.
  const isOwn = offers.some(({ offer }) => offer.methodId === methodId && offer.type !== "backup_code");
  if (!isOwn) throw new Problem("not_found", { detail: "no such method" });
}

/** What would count for less than it says is not kept. */
function assertTrustDays(trustDays: number | undefined, { config }: Needs): void {
  const { mostDays } = config.settings.trust;
  if (trustDays === undefined || trustDays <= mostDays) return;
  const detail =
    mostDays === 0
      ? "must be 0: this service trusts no browsers"
      : `must be ${mostDays} at most, the longest that this service trusts browsers for`;
  throw new Problem("invalid_request", { errors: [{ pointer: "/trustDays", detail }] });
}

type Switching = Omit<AccountChange, "activities">;

function switchingOn({ account, session, now }: Held, { config, random }: Needs): Switching {
  const offers = offersOf(account, config.settings, everythingOpen);
  if (!offers.some(({ offer }) => standsAlone(offer.type))) {
    throw new Problem("last_method", { detail: "there is no method to verify with: add one first" });
  }
  return {
    subject: { secondFactor: true },
    notices: [ownNotice("switched_on", { sub: account.subject.sub, id: idOf(random), at: now, from: session.from })],
  };
}

/** With the second step goes everything that was for it alone: apps of either kind and backup codes. */
function switchingOff(held: Held, { defaultMethodId }: Request["body"], { config, random }: Needs): Switching {
  if (!config.settings.selfDisable) {
    throw new Problem("self_disable_off", { detail: "two-step verification is required by this service" });
  }
  if (defaultMethodId !== undefined) {
    const errors = [{ pointer: "/defaultMethodId", detail: "there is none once it is switched off" }];
    throw new Problem("invalid_request", { errors });
  }
  assertSteppedUp(held, "switch_off");
  const { account, session, now } = held;
  const dead = account.authenticators.filter(({ type }) => type !== "phone" && type !== "email");
  return {
    subject: { secondFactor: false },
    forgetsDefault: true,
    remove: dead.map(({ authenticatorId }) => authenticatorId),
    notices: [ownNotice("switched_off", { sub: account.subject.sub, id: idOf(random), at: now, from: session.from })],
  };
}

const idOf = (random: Needs["random"]) => Buffer.from(random.bytes(16)).toString("base64url");
