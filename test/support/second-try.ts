import { expect, jest } from "@jest/globals";

// A running stack keeps real time, and a browser its own, so what goes through one is tried once more where it fails, and
// its first error stays in the report. A defence that is missing fails both times. Units, stores, templates and
// invariants have one try.
const goesThroughAStack = /\/(?:test\/(?:e2e|feature|attack)|infra\/local)\//;
if (goesThroughAStack.test(expect.getState().testPath ?? "")) jest.retryTimes(1, { logErrorsBeforeRetry: true });
