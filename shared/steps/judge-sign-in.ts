import { createHmac } from "node:crypto";
import type { Dependencies } from "../dependencies.ts";
import type { Authenticator } from "../domain/account.ts";
import { days, hours, type Instant } from "../domain/duration.ts";
import { distanceFrom } from "../domain/habits.ts";
import { subjectSends } from "../domain/limits.ts";
import type { Login } from "../domain/login.ts";
import { type Judgement, judge, type RiskGrades } from "../domain/risk.ts";
import { isListed, type Source } from "../domain/source.ts";
import type { WholeAccount } from "../domain/trusted-browser.ts";
import type { RootKey } from "../ports/roots.ts";

type Needs = Pick<Dependencies, "config" | "log" | "riskAdviser" | "roots" | "throttles">;

/** So many of each make a signal whole. */
const wholeAt = { misses: 5, sends: 10 } as const;
/** A number that came with the account is no change of it. */
const settling = hours(1);

/** Messages to the account lately: one read, to be made beside the others of the step. */
export const sendsLately = (sub: string, { config, throttles }: Needs, now: Instant): Promise<number> =>
  config.settings.risk.mode === "off" ? Promise.resolve(0) : throttles.count(subjectSends(sub, config.settings), now);

/** A network as habits remember it. */
export const networkDigest = (root: RootKey, network: string): string =>
  createHmac("sha256", root.derive("habits")).update(network).digest().subarray(0, 12).toString("base64url");

export interface Judged {
  readonly login: Login;
  readonly account: WholeAccount;
  readonly source: Source;
  /** From `sendsLately`. */
  readonly sends: number;
  readonly now: Instant;
}

const harmless: Judgement = { score: 0, level: "low", reasons: [] };

/**
 * How risky a sign-in is whose password was right. It reads nothing: the account and what was sent came with the step.
 * Where it only records, what it came to is logged and has no consequence.
 */
export async function judgeSignIn(judged: Judged, needs: Needs): Promise<Judgement> {
  const { risk } = needs.config.settings;
  if (risk.mode === "off" || judged.login.purpose !== "sign_in") return harmless;
  const grades = gradesOf(judged, await needs.roots.challenge.current(), risk.networks);
  const { login } = judged;
  const { score } = judge(grades, risk);
  const advised = await needs.riskAdviser.ask({ sub: login.sub, from: login.from, grades, score });
  const judgement = judge(grades, risk, advised);
  needs.log.write("sign_in_judged", { level: judgement.level, score: judgement.score, grades, advised });
  return risk.mode === "record" ? harmless : judgement;
}

function gradesOf(
  { login, account, source, sends, now }: Judged,
  root: RootKey,
  networks: readonly string[],
): RiskGrades {
  const { authenticators, habits, subject } = account;
  const signIn = { from: login.from, network: networkDigest(root, source.network), at: now };
  const misses = authenticators.reduce((sum, { missesInARow }) => sum + missesInARow, 0);
  const isNew = ({ type, status, createdAt }: Authenticator) =>
    status === "active" &&
    (type === "phone" || type === "email") &&
    createdAt > subject.createdAt + settling &&
    createdAt + days(1) > now;
  return {
    ...distanceFrom(habits, signIn),
    failures: Math.min(1, misses / wholeAt.misses),
    denials: habits?.deniedAt !== undefined && habits.deniedAt + days(1) > now ? 1 : 0,
    sends: Math.min(1, sends / wholeAt.sends),
    changedDestination: authenticators.some(isNew) ? 1 : 0,
    listedAddress: isListed(source.address, networks) ? 1 : 0,
  };
}
