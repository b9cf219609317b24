import type { ProblemBody } from "./schemas/problem.ts";

type More = Exclude<keyof ProblemBody, "type" | "title" | "status" | "code" | "detail">;

interface Row {
  readonly status: number;
  readonly title: string;
  readonly metric: "client" | "refusal" | "fault";
  readonly more?: readonly More[];
}

/**
 * Every refusal the API can give: one row a problem (RFC 9457). The code is the contract; the title is for people
 * who read logs. `metric` says whether the refusal counts as an attack signal, a fault of ours, or neither; `more` names
 * what its body may tell besides, where that is something.
 */
export const problems = {
  invalid_request: { status: 400, title: "The request is not well formed", metric: "client", more: ["errors"] },
  unauthenticated: { status: 401, title: "No valid credential was presented", metric: "client" },
  insufficient_user_authentication: {
    status: 401,
    title: "A fresh second factor is needed",
    metric: "client",
    more: ["action", "authenticatorId", "acr_values", "max_age"],
  },
  self_disable_off: { status: 403, title: "The service does not let people switch this off", metric: "client" },
  password_elsewhere: { status: 403, title: "Passwords are kept by another directory", metric: "client" },
  forbidden: { status: 403, title: "This is not allowed here", metric: "client" },
  password_change_required: {
    status: 403,
    title: "The password must be changed before it opens anything",
    metric: "refusal",
  },
  not_found: { status: 404, title: "There is nothing at this address", metric: "client" },
  login_closed: { status: 409, title: "The login has ended or is not ready for this", metric: "client" },
  last_method: { status: 409, title: "It is the last method of the account", metric: "client" },
  identifier_taken: { status: 409, title: "The identifier belongs to another account", metric: "client" },
  link_used: { status: 409, title: "The one-time URL has been used", metric: "client" },
  login_expired: { status: 410, title: "The login has expired", metric: "client" },
  code_expired: { status: 410, title: "The code has expired", metric: "client" },
  link_expired: { status: 410, title: "The one-time URL has expired", metric: "client" },
  link_superseded: { status: 410, title: "A newer one-time URL was sent", metric: "client" },
  changed_meanwhile: { status: 412, title: "It was changed elsewhere since it was read", metric: "client" },
  credentials_invalid: {
    status: 422,
    title: "Identifier or password is not correct",
    metric: "refusal",
    more: ["attemptsLeft"],
  },
  challenge_failed: { status: 422, title: "The code is not correct", metric: "refusal", more: ["attemptsLeft"] },
  password_unfit: {
    status: 422,
    title: "The password cannot be chosen",
    metric: "client",
    more: ["errors", "fault", "minLength"],
  },
  acknowledgement_required: { status: 422, title: "The warning must be acknowledged", metric: "client" },
  trust_name_required: { status: 422, title: "A trusted browser needs a name", metric: "client" },
  idempotency_key_reused: { status: 422, title: "The idempotency key was used for another request", metric: "client" },
  too_many_attempts: { status: 429, title: "Too many wrong answers", metric: "refusal", more: ["retryAfter"] },
  too_many_sends: { status: 429, title: "Too many messages were asked for", metric: "refusal", more: ["retryAfter"] },
  slow_down: { status: 429, title: "Too many requests", metric: "refusal", more: ["retryAfter"] },
  internal: { status: 500, title: "Something went wrong on our side", metric: "fault" },
  delivery_unavailable: { status: 503, title: "The message could not be sent", metric: "fault", more: ["methods"] },
  unavailable: { status: 503, title: "The service is busy, try again", metric: "fault", more: ["retryAfter"] },
} as const satisfies Record<string, Row>;

export type ProblemCode = keyof typeof problems;

/** Members of a body that not every problem has. */
export type MoreOf<C extends ProblemCode> = (typeof problems)[C] extends {
  readonly more: readonly (infer M extends More)[];
}
  ? M
  : never;
