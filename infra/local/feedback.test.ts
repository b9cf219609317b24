import { expect, test } from "@jest/globals";
import type { Context } from "aws-lambda";
import { reportsTo } from "./feedback.ts";
import type { ReportEvent } from "./receiver/reports.ts";

const event: ReportEvent = { Records: [] };

/** A function that fails so often before it takes a report. */
function failing(times: number) {
  const calls: { event: ReportEvent; context: Context }[] = [];
  const handler = async (event: ReportEvent, context: Context) => {
    calls.push({ event, context });
    if (calls.length <= times) throw new Error("meant to be thrown");
  };
  return { calls, hand: reportsTo("record-delivery", handler) };
}

test.each([
  [0, 1],
  [1, 2],
  [2, 3],
  [3, 3],
])("given a function that fails %i times, when a report comes, then it is called %i times", async (times, called) => {
  const { calls, hand } = failing(times);
  await hand(event);
  expect(calls.map(({ event }) => event)).toEqual(Array.from({ length: called }, () => event));
});

test("given a report, when a function is handed it, then it is called by its name", async () => {
  const { calls, hand } = failing(0);
  await hand(event);
  expect(calls[0]?.context.functionName).toBe("record-delivery");
});
