import { ApiProblem } from "./api-problem.ts";
import type { AnswerOf } from "./operations.ts";
import { patientRead } from "./patient-read.ts";
import { pause } from "./pause.ts";

type Login = AnswerOf<"getLogin">;

/** What a login came to, with the token that is valid now. An expired one is gone, and nothing else is told of it. */
export type WaitedLogin =
  | (Login & { readonly loginToken: string })
  | { readonly loginId: string; readonly status: "expired" };

export interface Waiting {
  /** The login token of the screen that waits. */
  readonly token: string;
  /** Ends the wait: it rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Seconds before the first read, as the login in hand says; without it the first read is made at once. */
  readonly pollInterval?: number;
  /** Told of each read: what became of the message, the QR code of this moment. */
  readonly onLogin?: (login: Login) => void;
  /** After so many reads in a row that got no answer the last error is thrown. Default: 20, about five minutes. */
  readonly maxFailures?: number;
}

type Read = (call: {
  readonly params: { readonly loginId: string };
  readonly loginToken: string;
  readonly signal?: AbortSignal;
}) => Promise<Login>;

/** Between two reads that got no answer, at most. */
const longestWait = 15;

/**
 * Waits until another device or tab has decided a login: reads it at the pace that the service names, and only while
 * the page is looked at, where there is a page.
 *
 * @returns the login at its end (`complete`, `denied`, `expired`, `locked`), or still `pending` where a factor was proved
 * and another is due, or where it went on elsewhere.
 * @throws ApiProblem where the token or the request is refused; the signal's reason once that is aborted.
 */
export async function waitForLogin(read: Read, loginId: string, waiting: Waiting): Promise<WaitedLogin> {
  const { token, signal, onLogin, pollInterval = 0, maxFailures = 20 } = waiting;
  let failures = 0;
  let seconds = pollInterval;
  let isOwed = false;
  for (;;) {
    await pause(seconds, { signal, isOwed });
    const call = { params: { loginId }, loginToken: token };
    const outcome = await patientRead((over) => read({ ...call, signal: over }), signal);
    signal?.throwIfAborted();
    if (outcome === "looked at again") {
      seconds = 0;
      isOwed = false;
      continue;
    }
    if ("login" in outcome) {
      const { login } = outcome;
      onLogin?.(login);
      if (isDecided(login)) return { ...login, loginToken: login.loginToken ?? token };
      failures = 0;
      seconds = login.pollInterval;
      isOwed = false;
      continue;
    }
    const { problem } = outcome.error instanceof ApiProblem ? outcome.error : {};
    if (problem?.code === "login_expired") return { loginId, status: "expired" };
    const isSlow = problem?.status === 429;
    const isFinal = problem !== undefined && problem.status < 500 && !isSlow;
    failures += isSlow ? 0 : 1;
    if (isFinal || failures >= maxFailures) throw outcome.error;
    const { retryAfter = 0 } = problem ?? {};
    seconds = Math.max(retryAfter, Math.min(longestWait, 2 ** failures));
    isOwed = retryAfter > 0;
  }
}

const isDecided = ({ status, loginToken, wentOn }: Login): boolean =>
  status !== "pending" || loginToken !== undefined || wentOn !== undefined;
