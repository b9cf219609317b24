import type { Device } from "../contract/device.ts";
import type { RiskGrades } from "../domain/risk.ts";

/** What the operator's own adviser is told of a sign-in: no identifier, no address, no secret. */
interface RiskQuestion {
  readonly sub: string;
  readonly from: Device;
  readonly grades: RiskGrades;
  readonly score: number;
}

export interface RiskAdviser {
  /** The operator's score, 0 to 100; `silent` when none came in 300 ms or what came is none; nothing where nobody is asked. */
  ask(question: RiskQuestion): Promise<number | "silent" | undefined>;
}
