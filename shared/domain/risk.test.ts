import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { noGrades, settings } from "../../test/support/samples.ts";
import { judge, type RiskGrades, riskLevels, riskSignals } from "./risk.ts";

const { risk } = settings;
const all: RiskGrades = {
  unknownBrowser: 1,
  newNetwork: 1,
  newCountry: 1,
  impossibleTravel: 1,
  failures: 1,
  denials: 1,
  sends: 1,
  changedDestination: 1,
  listedAddress: 1,
  unusualHour: 1,
};
const graded = (grades: Partial<RiskGrades>) => judge({ ...noGrades, ...grades }, risk);

const grade = fc.double({ min: 0, max: 1, noNaN: true });
const anyGrades = fc.record({
  unknownBrowser: grade,
  newNetwork: grade,
  newCountry: grade,
  impossibleTravel: grade,
  failures: grade,
  denials: grade,
  sends: grade,
  changedDestination: grade,
  listedAddress: grade,
  unusualHour: grade,
});
const anyWeight = fc.integer({ min: 0, max: 100 });

describe("the judgement of a sign-in", () => {
  test.each([
    ["nothing unusual", {}, 0, "low"],
    ["another browser", { unknownBrowser: 1 }, 15, "low"],
    ["another browser and network", { unknownBrowser: 1, newNetwork: 1 }, 20, "low"],
    ["another country", { newCountry: 1 }, 35, "ask"],
    ["another browser, network and country", { unknownBrowser: 1, newNetwork: 1, newCountry: 1 }, 55, "ask"],
    ["a listed address", { listedAddress: 1 }, 60, "high"],
    ["another country too soon", { newNetwork: 1, newCountry: 1, impossibleTravel: 1 }, 85, "high"],
    ["half of something", { newCountry: 0.5 }, 18, "low"],
  ] as const)("given %s, when it is judged, then %j comes to %i: %s", (_, grades, score, level) => {
    expect(graded(grades)).toMatchObject({ score, level });
  });

  test.each([
    [29, "low"],
    [30, "ask"],
    [59, "ask"],
    [60, "high"],
    [89, "high"],
    [90, "refuse"],
  ])("given the limits 30, 60 and 90, when the score is %i, then it is %s", (score, level) => {
    const weights = { ...risk.weights, denials: score };
    expect(judge({ ...noGrades, denials: 1 }, { ...risk, refuseAt: 90, weights }).level).toBe(level);
  });

  test("given several signals, when it is judged, then the reasons name them, the heaviest first", () => {
    expect(graded({ newNetwork: 1, newCountry: 1, unknownBrowser: 1 }).reasons).toEqual([
      "newCountry",
      "unknownBrowser",
      "newNetwork",
    ]);
  });

  test("given all signals, when it is judged, then the score stays within a hundred", () => {
    expect(graded(all).score).toBe(100);
  });

  test("given a signal that is no number, when it is judged, then it counts in full", () => {
    expect(graded({ newCountry: Number.NaN }).score).toBe(35);
  });
});

describe("the operator's own adviser", () => {
  test.each([
    [undefined, 15],
    [0, 15],
    [14, 15],
    [16, 16],
    [100, 100],
    ["silent", 60],
  ] as const)("given a score of 15, when it says %s, then the higher counts", (advised, score) => {
    expect(judge({ ...noGrades, unknownBrowser: 1 }, risk, advised).score).toBe(score);
  });

  test("given silence, when it is judged, then the risk is high", () => {
    expect(judge(noGrades, risk, "silent").level).toBe("high");
  });
});

describe("whatever the weights", () => {
  test("given more of any signal, when it is judged again, then neither score nor level goes down", () => {
    fc.assert(
      fc.property(
        anyGrades,
        fc.constantFrom(...riskSignals),
        grade,
        fc.array(anyWeight, { minLength: riskSignals.length, maxLength: riskSignals.length }),
        (grades, signal, more, numbers) => {
          const weights = { ...risk.weights };
          for (const [place, name] of riskSignals.entries()) weights[name] = numbers[place] ?? 0;
          const before = judge(grades, { ...risk, weights });
          const after = judge({ ...grades, [signal]: Math.max(grades[signal], more) }, { ...risk, weights });
          expect(after.score).toBeGreaterThanOrEqual(before.score);
          expect(riskLevels.indexOf(after.level)).toBeGreaterThanOrEqual(riskLevels.indexOf(before.level));
        },
      ),
    );
  });
});
