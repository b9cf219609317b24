import type { Dependencies } from "../../shared/dependencies.ts";
import { toSeconds } from "../../shared/domain/duration.ts";
import { identifierKeyOf } from "../../shared/domain/identifier.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { sessionOf, sessionTokenOf, wholeLimitOf } from "../../shared/domain/session.ts";
import { Reply } from "../../shared/http/reply.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { cookieOf } from "../../shared/http/session.ts";
import { assertFitPassword } from "../../shared/steps/assert-fit-password.ts";
import { choosePassword } from "../../shared/steps/choose-password.ts";
import { assertSteppedUp, holdSession } from "../../shared/steps/hold-session.ts";
import { assertKeptHere } from "../../shared/steps/kept-passwords.ts";
import { provePassword } from "../../shared/steps/prove-password.ts";

type Needs = Pick<
  Dependencies,
  | "clock"
  | "config"
  | "directory"
  | "log"
  | "passwords"
  | "passwordVerifier"
  | "passwordWaits"
  | "random"
  | "sessions"
  | "throttles"
>;

/**
 * Changes the password: by the one before, and a fresh second factor where the account has one. Every session ends
 * with it, and whoever changed it goes on in a new one. Three round trips: the session, the password, the change.
 */
export async function changePassword({ body, session, source }: RequestOf<"changePassword">, needs: Needs) {
  assertKeptHere(needs);
  const [held, { network }] = await Promise.all([holdSession(session, needs), source()]);
  const { account, limits, now } = held;
  const { sub, epoch, identifier, secondFactor } = account.subject;
  if (secondFactor) assertSteppedUp(held, "change_password");
  await assertFitPassword(body.password, { identifier, current: body.current }, needs);

  const identifierKey = identifierKeyOf(identifier);
  const { settle } = await provePassword({ identifierKey, password: body.current, network, now }, needs);

  const { from } = held.session;
  const secret = needs.random.bytes(32);
  const next = sessionOf({ sub, epoch: epoch + 1, from }, secret, limits, now);
  const chosen = { kind: "password_changed", password: body.password, from, session: next } as const;
  const [isChosen] = await Promise.all([choosePassword(account, chosen, needs), settle()]);
  if (!isChosen) throw new Problem("unauthenticated");
  const sessionToken = sessionTokenOf(sub, secret);
  if (session.isBearer) return { sessionToken };
  return new Reply({}, { cookies: [cookieOf(sessionToken, toSeconds(wholeLimitOf(limits)))] });
}
