import { type ProblemCode, problems } from "../../shared/contract/problems.ts";
import type { ProblemBody } from "../../shared/contract/schemas.ts";
import type { Messages } from "../messages/index.ts";
import type { Ending } from "./routes.ts";

/** What a page does about a refusal. */
interface Reaction {
  /**
   * `correct`: point at what was entered · `wait`: count down, then allow it again · `retry`: offer to try again ·
   * `choose`: offer another method · `restart`: offer to start over · an ending: show that page.
   */
  readonly act: "correct" | "wait" | "retry" | "choose" | "restart" | Ending;
  /** The login may have ended with it: ask for its state before anything is said. */
  readonly refresh?: true;
}

const reactions = {
  invalid_request: { act: "correct" },
  unauthenticated: { act: "lost" },
  forbidden: { act: "choose" },
  not_found: { act: "choose", refresh: true },
  login_closed: { act: "restart", refresh: true },
  identifier_taken: { act: "correct" },
  insufficient_user_authentication: { act: "retry" },
  password_elsewhere: { act: "choose" },
  self_disable_off: { act: "choose" },
  link_used: { act: "restart" },
  link_expired: { act: "restart" },
  link_superseded: { act: "restart" },
  acknowledgement_required: { act: "correct" },
  last_method: { act: "choose" },
  password_change_required: { act: "passwordDue" },
  changed_meanwhile: { act: "retry" },
  login_expired: { act: "expired" },
  code_expired: { act: "correct", refresh: true },
  credentials_invalid: { act: "correct" },
  challenge_failed: { act: "correct" },
  password_unfit: { act: "correct" },
  trust_name_required: { act: "correct" },
  idempotency_key_reused: { act: "retry" },
  too_many_attempts: { act: "wait", refresh: true },
  too_many_sends: { act: "wait" },
  slow_down: { act: "wait" },
  internal: { act: "retry" },
  delivery_unavailable: { act: "choose" },
  unavailable: { act: "retry" },
} as const satisfies { readonly [C in ProblemCode]: Reaction };

/** New codes may come before the pages know them: they are treated by their status. */
export function knownCode({ code, status }: Pick<ProblemBody, "code" | "status">): ProblemCode {
  if (isKnown(code)) return code;
  if (status === 429) return "slow_down";
  return status < 500 ? "login_closed" : "internal";
}

export function reactionTo(problem: ProblemBody): Reaction {
  // The last wrong answer says that none is left, and the login is locked by it.
  if (problem.attemptsLeft === 0) return { act: "locked" };
  return reactions[knownCode(problem)];
}

/** Whether the request is done with: after a fault of ours it may have been carried out, and keeps its key. */
export const isFinal = ({ code, status }: ProblemBody): boolean => status < 500 || code === "delivery_unavailable";

/** What a page says of some problems in its own words. */
export type OwnProblems = { readonly [C in ProblemCode]?: string };

export function wordsFor(problem: ProblemBody, words: Messages, own: OwnProblems = {}): string {
  const code = knownCode(problem);
  return own[code] ?? words.problems[code];
}

const isKnown = (code: string): code is ProblemCode => Object.hasOwn(problems, code);
