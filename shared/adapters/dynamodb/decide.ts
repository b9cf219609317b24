import { randomUUID } from "node:crypto";
import type { Instant } from "../../domain/duration.ts";
import { type Challenge, type Decision, Login } from "../../domain/login.ts";
import type { Continued, Decided, Full, Refused } from "../../ports/logins.ts";
import { steppingUp, using } from "./accept-second-factor.ts";
import { authenticatorKey, loginKey, subjectKey } from "./keys.ts";
import type { Change, Item, Part, Table } from "./table.ts";
import { closesAt, filling, withRoom } from "./throttles.ts";
import { traceParts } from "./traces.ts";

const names = { "#state": "state", "#password": "password" };

/**
 * Decides a login that waits for another device, in one transaction with everything that must hold for it: nothing was
 * decided yet, it asks just this challenge, and, where it is let in, the authenticator is in use, the password has not
 * been changed since, and no budget is used up.
 */
export async function decide(table: Table, decided: Decided, now: Instant): Promise<Login | Refused | Full> {
  const { login, challenge, outcome, within, fills = [] } = decided;
  const next = after(decided, now);
  const accepting: Part[] = outcome === "denied" ? [] : [...usable(login, challenge), ...steppedUp(login, now)];
  const parts: Part[] = [
    { update: deciding(decided, next, now) },
    ...within.map((throttle) => ({ check: withRoom(throttle, now) })),
    ...accepting,
    ...fills.map((throttle) => ({ put: filling(throttle, now) })),
    ...traceParts(decided),
  ];
  const failed = await table.transact(parts, randomUUID());
  if (failed === undefined) return next;
  const full = failed.has(0) ? undefined : within.find((_, place) => failed.has(place + 1));
  if (full === undefined) return refusalOf(failed, login);
  return { fullUntil: closesAt({ item: failed.get(within.indexOf(full) + 1) }, full, now) };
}

/**
 * Ends the login of a one-time URL and completes another of the same account in its place. The first may be over by
 * time: its URL lives longer. The challenge then belongs to no login any more, so nothing is used twice.
 */
export async function continueInto(table: Table, continued: Continued, now: Instant): Promise<Login | Refused> {
  const { from, challenge, into } = continued;
  const used: Decision = decisionOf("continued", from, challenge, now);
  const next: Login = {
    ...into,
    state: "complete",
    generation: into.generation + 1,
    secondFactor: { by: challenge.type, at: now },
  };
  const failed = await table.transact(
    [
      {
        update: {
          key: loginKey(into.loginId),
          update: "SET #state = :complete, secondFactor = :proof, generation = :next",
          condition:
            "#state = :pending AND generation = :generation AND expiresAt > :now AND attribute_exists(#password)",
          names,
          values: {
            ":complete": next.state,
            ":proof": next.secondFactor,
            ":next": next.generation,
            ":pending": "pending",
            ":generation": into.generation,
            ":now": now,
          },
        },
      },
      {
        update: {
          key: loginKey(from.loginId),
          update: "SET decision = :decision, #state = :cancelled",
          condition:
            "#state = :pending AND attemptsLeft > :zero AND attribute_not_exists(decision) AND " +
            "challenge.challengeId = :challenge AND challenge.expiresAt > :now",
          names: { "#state": "state" },
          values: {
            ":decision": used,
            ":cancelled": "cancelled",
            ":pending": "pending",
            ":zero": 0,
            ":challenge": challenge.challengeId,
            ":now": now,
          },
        },
      },
      ...usable(into, challenge),
      ...traceParts(continued),
    ],
    randomUUID(),
  );
  return failed === undefined ? next : refusalOf(failed, into);
}

const refusalOf = (failed: ReadonlyMap<number, Item | undefined>, login: Login): Refused => {
  const stored = failed.has(0) ? failed.get(0) : login;
  return { refused: true, login: stored && Login.parse(stored) };
};

const decisionOf = (outcome: Decision["outcome"], login: Login, { link }: Challenge, at: Instant): Decision => ({
  outcome,
  at,
  generation: login.generation,
  ...(link === undefined ? {} : { link: link.number }),
});

/** The login once it is decided: what is approved before the password still waits for that. */
function after({ login, challenge, outcome }: Decided, now: Instant): Login {
  const decision = decisionOf(outcome, login, challenge, now);
  if (outcome === "denied") return { ...login, decision, state: "denied" };
  return {
    ...login,
    decision,
    state: login.password === undefined ? "pending" : "complete",
    generation: login.generation + 1,
    secondFactor: { by: challenge.type, at: now },
  };
}

function deciding({ login, challenge, isCharged }: Decided, next: Login, now: Instant): Change {
  const { secondFactor } = next;
  return {
    key: loginKey(login.loginId),
    update: `SET decision = :decision, #state = :next, generation = :generation${
      secondFactor === undefined ? "" : ", secondFactor = :proof"
    }`,
    condition:
      "#state = :pending AND generation = :before AND expiresAt > :now AND attribute_not_exists(decision) AND " +
      "challenge.challengeId = :challenge AND challenge.expiresAt > :now AND " +
      `${login.password === undefined ? "attribute_not_exists" : "attribute_exists"}(#password)` +
      `${isCharged ? "" : " AND attemptsLeft > :zero"}`,
    names,
    values: {
      ":decision": next.decision,
      ":next": next.state,
      ":generation": next.generation,
      ":proof": secondFactor,
      ":pending": "pending",
      ":before": login.generation,
      ":now": now,
      ":challenge": challenge.challengeId,
      ...(isCharged ? {} : { ":zero": 0 }),
    },
  };
}

/** The authenticator is in use, and its wrong answers in a row are forgotten; the password is that of the login. */
const usable = ({ sub, epoch }: Login, { authenticatorId }: Challenge): Part[] => [
  { update: { key: authenticatorKey(sub, authenticatorId), ...using(undefined) } },
  { check: { key: subjectKey(sub), update: "", condition: "epoch = :epoch", values: { ":epoch": epoch } } },
];

const steppedUp = ({ sub, stepUp }: Login, now: Instant): Part[] =>
  stepUp === undefined ? [] : [steppingUp(sub, stepUp, now)];
