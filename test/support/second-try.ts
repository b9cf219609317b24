import { expect, jest } from "@jest/globals";

// A browser keeps its own time, so a page's test that fails is tried once more and its first error stays in the report.
// Nothing else is: what fails once in a hundred tries there is a race in the service.
if (expect.getState().testPath?.includes("/test/e2e/")) jest.retryTimes(1, { logErrorsBeforeRetry: true });
