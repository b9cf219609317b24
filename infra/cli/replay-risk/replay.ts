import * as z from "zod/mini";
import { type Judgement, judge, RiskGrades, type RiskLevel, riskLevels } from "../../../shared/domain/risk.ts";
import type { Settings } from "../../../shared/settings.ts";

/** A line of the log that a judged sign-in leaves; what else stands in it is not read. */
const Judged = z.looseObject({
  code: z.literal("sign_in_judged"),
  level: z.enum(riskLevels),
  score: z.number(),
  grades: RiskGrades,
  advised: z.optional(z.union([z.number(), z.literal("silent")])),
});

/** A sign-in that the changed settings judge otherwise. */
interface Difference {
  /** Line of the trace, from 1. */
  readonly line: number;
  readonly before: Pick<Judgement, "level" | "score">;
  readonly after: Judgement;
}

export interface Replay {
  readonly signIns: number;
  /** Lines that are no judged sign-in. */
  readonly otherLines: number;
  readonly before: Readonly<Record<RiskLevel, number>>;
  readonly after: Readonly<Record<RiskLevel, number>>;
  readonly differences: readonly Difference[];
}

/** Judges the sign-ins of a recorded trace anew. @param lines of the log, JSON each. */
export async function replay(lines: AsyncIterable<string>, risk: Settings["risk"]): Promise<Replay> {
  const before = { low: 0, ask: 0, high: 0, refuse: 0 };
  const after = { low: 0, ask: 0, high: 0, refuse: 0 };
  const differences: Difference[] = [];
  let line = 0;
  let signIns = 0;
  for await (const text of lines) {
    line += 1;
    const judged = judgedOf(text);
    if (judged === undefined) continue;
    signIns += 1;
    const judgement = judge(judged.grades, risk, judged.advised);
    before[judged.level] += 1;
    after[judgement.level] += 1;
    if (judgement.level === judged.level) continue;
    differences.push({ line, before: { level: judged.level, score: judged.score }, after: judgement });
  }
  return { signIns, otherLines: line - signIns, before, after, differences };
}

/** CloudWatch's export puts the time before each line. */
function judgedOf(text: string): z.infer<typeof Judged> | undefined {
  try {
    const parsed = z.safeParse(Judged, JSON.parse(text.slice(Math.max(0, text.indexOf("{")))));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
