import { describe, expect, test } from "@jest/globals";
import { settings } from "../../test/support/samples.ts";
import { days, hours, minutes } from "./duration.ts";
import {
  accountResets,
  appDenials,
  appRequests,
  destinationDaySends,
  destinationSends,
  earlyFailures,
  earlySends,
  prefixSends,
  recoveryStarts,
  sourceEarlySends,
  sourceFailures,
  sourceResets,
  sourceSends,
  sourceStarts,
  subjectFailures,
  subjectSends,
} from "./limits.ts";
import { throttleScopes } from "./throttle.ts";

const made = [
  [sourceStarts("k", settings), 30, minutes(1)],
  [sourceFailures("k", settings), 100, hours(1)],
  [sourceSends("k", settings), 100, minutes(10)],
  [sourceEarlySends("k", settings), 30, minutes(10)],
  ...earlySends("k", settings).map(
    (throttle, place) => [throttle, [3, 4][place], [minutes(10), days(1)][place]] as const,
  ),
  [earlyFailures("k", settings), 10, hours(1)],
  [subjectFailures("k", settings), 15, hours(1)],
  [subjectSends("k", settings), 30, hours(1)],
  [destinationSends("k", settings), 5, minutes(10)],
  [destinationDaySends("k", "sms", settings), 10, days(1)],
  [destinationDaySends("k", "voice", settings), 5, days(1)],
  [destinationDaySends("k", "email", settings), 20, days(1)],
  [prefixSends("k", settings), 10, minutes(10)],
  [recoveryStarts("k"), 6, days(1)],
  [appRequests("k", settings), 3, minutes(10)],
  [appDenials("k"), 1, hours(1)],
  [sourceResets("k", settings), 30, hours(1)],
  [accountResets("k", settings), 5, hours(1)],
] as const;

describe("throttles by the defaults", () => {
  test.each(
    made.map(([throttle, limit, window]) => ({ scope: throttle.scope, throttle, limit, window })),
  )("given the defaults, when $scope is made, then its limit is $limit in $window ms", ({
    throttle,
    limit,
    window,
  }) => {
    expect(throttle).toMatchObject({ key: expect.stringMatching(/^(\w+#)?k$/), limit, window });
  });

  test("given all scopes, when throttles are made, then each scope has its own", () => {
    expect([...new Set(made.map(([{ scope }]) => scope))].sort()).toEqual([...throttleScopes].sort());
  });
});
