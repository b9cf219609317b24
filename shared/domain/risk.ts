import * as z from "zod/mini";
import type { Settings } from "../settings.ts";

/** What a sign-in is judged by. Each is graded from 0, nothing of it, to 1, all of it. */
export const riskSignals = [
  "unknownBrowser",
  "newNetwork",
  "newCountry",
  "impossibleTravel",
  "failures",
  "denials",
  "sends",
  "changedDestination",
  "listedAddress",
  "unusualHour",
] as const;
type RiskSignal = (typeof riskSignals)[number];

const Grade = z.number().check(z.minimum(0), z.maximum(1));
export const RiskGrades = z.object({
  unknownBrowser: Grade,
  newNetwork: Grade,
  newCountry: Grade,
  impossibleTravel: Grade,
  failures: Grade,
  denials: Grade,
  sends: Grade,
  changedDestination: Grade,
  listedAddress: Grade,
  unusualHour: Grade,
} satisfies { readonly [S in RiskSignal]: typeof Grade });
export type RiskGrades = z.infer<typeof RiskGrades>;

/** What follows: nothing · a second factor is asked · a trusted browser does not count either · the sign-in is refused. */
export const riskLevels = ["low", "ask", "high", "refuse"] as const;
export type RiskLevel = (typeof riskLevels)[number];

export interface Judgement {
  /** 0 to 100. */
  readonly score: number;
  readonly level: RiskLevel;
  /** What raised the score, the heaviest first. */
  readonly reasons: readonly (RiskSignal | "adviser")[];
}

/**
 * The judgement of a sign-in: the sum of the weights, each by its grade. More of a signal never lowers it, and the
 * reasons say what it is made of.
 *
 * @param advised the operator's own score, 0 to 100, if asked; `silent` when it gave none in time.
 */
export function judge(grades: RiskGrades, risk: Settings["risk"], advised?: number | "silent"): Judgement {
  const parts = riskSignals.map((signal) => ({ signal, points: risk.weights[signal] * within(grades[signal]) }));
  const own = Math.min(100, Math.round(parts.reduce((sum, { points }) => sum + points, 0)));
  // Ensure that silence is no way round: whoever can make the adviser slow would choose to.
  const score = Math.max(own, advised === "silent" ? risk.highAt : (advised ?? 0));
  return {
    score,
    level: levelOf(score, risk),
    reasons: [
      ...(score > own ? (["adviser"] as const) : []),
      ...parts
        .filter(({ points }) => points > 0)
        .sort((one, other) => other.points - one.points)
        .map(({ signal }) => signal),
    ],
  };
}

/** What is no number counts in full: a signal that cannot be read is not a good sign. */
const within = (grade: number): number => (Number.isNaN(grade) ? 1 : Math.min(1, Math.max(0, grade)));

function levelOf(score: number, { askAt, highAt, refuseAt }: Settings["risk"]): RiskLevel {
  if (score >= refuseAt) return "refuse";
  if (score >= highAt) return "high";
  return score >= askAt ? "ask" : "low";
}
