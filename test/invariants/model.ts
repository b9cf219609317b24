import { hours, minutes, seconds } from "../../shared/domain/duration.ts";
import { limits } from "./world.ts";

/** What a login should be, told as simply as can be. Nothing here is shared with the code under test. */
export interface LoginModel {
  readonly loginId: string;
  readonly expiresAt: number;
  /** Each token that was given out, with the generation it is of. The last is the newest. */
  readonly tokens: { readonly token: string; readonly generation: number }[];
  state: "pending" | "complete" | "cancelled";
  attemptsLeft: number;
  sends: number;
  /** Whether the right secret was in fact presented: known to the test, whatever the service says. */
  passwordProved: boolean;
  secondProved: boolean;
  challenge: ChallengeModel | undefined;
  deadCode: string | undefined;
  issuedAt: number | undefined;
}

interface ChallengeModel {
  readonly phone: number;
  readonly code: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly lastSentAt: number;
}

export interface Model {
  readonly logins: LoginModel[];
  budget: { charges: number; closesAt: number } | undefined;
  /** Wrong answers in a row, by number. */
  readonly misses: number[];
}

export const emptyModel = (): Model => ({ logins: [], budget: undefined, misses: [0, 0] });

export const beginModel = (loginId: string, token: string, isProved: boolean, now: number): LoginModel => ({
  loginId,
  expiresAt: now + minutes(limits.loginMinutes),
  tokens: [{ token, generation: isProved ? 1 : 0 }],
  state: "pending",
  attemptsLeft: limits.perLogin,
  sends: 0,
  passwordProved: isProved,
  secondProved: false,
  challenge: undefined,
  deadCode: undefined,
  issuedAt: undefined,
});

export const generationOf = ({ tokens }: LoginModel): number => tokens.at(-1)?.generation ?? 0;
export const isUnderWay = (login: LoginModel, generation: number, now: number): boolean =>
  login.state === "pending" && generationOf(login) === generation && now < login.expiresAt;
const isDisabled = (model: Model, phone: number): boolean => (model.misses[phone] ?? 0) >= limits.inARow;

/** Whether an answer would be compared at all. */
export const isAnswerable = (login: LoginModel, generation: number, now: number): boolean =>
  generation > 0 &&
  isUnderWay(login, generation, now) &&
  login.attemptsLeft > 0 &&
  login.challenge !== undefined &&
  now < login.challenge.expiresAt;

export function mayAsk(model: Model, login: LoginModel, generation: number, phone: number, now: number): boolean {
  const { challenge } = login;
  const isTooSoon = challenge?.phone === phone && now < challenge.lastSentAt + seconds(limits.gapSeconds);
  return (
    isUnderWay(login, generation, now) &&
    login.attemptsLeft > 0 &&
    login.passwordProved &&
    !isDisabled(model, phone) &&
    login.sends < limits.sendsPerLogin &&
    !isTooSoon
  );
}

/** Whether asking again sends the same code: not half of its life has passed. */
export const repeats = ({ challenge }: LoginModel, phone: number, now: number): boolean =>
  challenge?.phone === phone &&
  now < challenge.expiresAt &&
  now < challenge.createdAt + seconds(limits.codeSeconds) / 2;

export const mayIssue = (login: LoginModel, generation: number, now: number): boolean =>
  login.state === "complete" &&
  generationOf(login) === generation &&
  now < login.expiresAt &&
  (login.issuedAt === undefined || now < login.issuedAt + seconds(60));

/** Charges the subject's budget. @returns whether there was room. */
function chargeBudget(model: Model, now: number): boolean {
  if (model.budget === undefined || model.budget.closesAt <= now) {
    model.budget = { charges: 1, closesAt: now + hours(1) };
    return true;
  }
  if (model.budget.charges >= limits.perSubjectHour) return false;
  model.budget.charges += 1;
  return true;
}

function refundBudget(model: Model): void {
  if (model.budget !== undefined) model.budget.charges -= 1;
}

/** One answer after another. @returns whether it is to be accepted. */
export function answer(model: Model, login: LoginModel, generation: number, code: string, now: number): boolean {
  if (generation === 0) return false;
  const hasRoom = chargeBudget(model, now);
  const { challenge } = login;
  if (!isAnswerable(login, generation, now) || challenge === undefined) {
    if (hasRoom) refundBudget(model);
    return false;
  }
  login.attemptsLeft -= 1;
  if (!hasRoom) return false;
  if (code !== challenge.code) {
    // One that is disabled has nothing left to count.
    model.misses[challenge.phone] = Math.min(limits.inARow, (model.misses[challenge.phone] ?? 0) + 1);
    return false;
  }
  if (isDisabled(model, challenge.phone)) return false;
  refundBudget(model);
  model.misses[challenge.phone] = 0;
  login.state = "complete";
  login.secondProved = true;
  return true;
}
