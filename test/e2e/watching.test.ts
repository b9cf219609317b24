import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { lost, refuse } from "./network.ts";
import { codeOf, enterCode, enterPassword, heading, sendCode } from "./steps.ts";
import { type Person, type Suite, startSuite } from "./suite.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite();
});
afterEach(() => suite.stack.clearFaults());
afterAll(() => suite.close());

describe("how the code page asks what became of the message", () => {
  /** The page's clock in our hand, and each read of the login written down with its time. */
  async function watched(person: Person) {
    const page = await suite.open("/login");
    await page.clock.install();
    await page.evaluate(() => {
      const real = window.fetch;
      const reads: number[] = [];
      Object.assign(window, { reads });
      window.fetch = (url, init) => {
        if (init?.method === "GET") reads.push(Date.now());
        return real(url, init);
      };
    });
    await enterPassword(page, person);
    await sendCode(page);
    const reads = (): Promise<number[]> =>
      page.evaluate(() => ("reads" in window ? JSON.parse(JSON.stringify(window.reads)) : []));
    const until = async (count: number) => {
      while ((await reads()).length < count) await page.clock.runFor(500);
    };
    /** How many reads ten seconds bring. */
    const inTenSeconds = async () => {
      const before = (await reads()).length;
      await page.clock.runFor(10_000);
      return (await reads()).length - before;
    };
    return { page, reads, until, inTenSeconds };
  }

  test("given a message is under way, then the login is read no faster than the API says", async () => {
    const { reads, until } = await watched(await suite.person());
    await until(4);
    const times = await reads();
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2000);
  });

  test("given the tab is hidden, then nothing is read, and again when it is looked at", async () => {
    const { page, until, inTenSeconds, reads } = await watched(await suite.person());
    await until(1);
    const look = (state: string) =>
      page.evaluate((visibility) => {
        Object.defineProperty(document, "visibilityState", { configurable: true, get: () => visibility });
        document.dispatchEvent(new Event("visibilitychange"));
      }, state);
    await look("hidden");
    expect(await inTenSeconds()).toBe(0);
    const before = (await reads()).length;
    await look("visible");
    await until(before + 2);
  });

  test.each([
    ["has arrived", undefined],
    ["was lost", "undelivered"],
  ] as const)("given the message %s, then the login is read no more", async (_, fault) => {
    if (fault) suite.stack.setFault({ service: "sns", fault, times: 1 });
    const { page, until, inTenSeconds } = await watched(await suite.person());
    await until(1);
    await suite.stack.flushReports();
    while ((await page.locator(".delivered, .notice").count()) === 0) await page.clock.runFor(500);
    expect(await inTenSeconds()).toBe(0);
  });

  test("given two minutes went by, then the login is read no more", async () => {
    const { until, inTenSeconds } = await watched(await suite.person());
    suite.stack.advanceClock(121);
    // It learns the time from the first read.
    await until(1);
    while ((await inTenSeconds()) > 0);
    expect(await inTenSeconds()).toBe(0);
  });

  test.each([
    ["get no answer", lost],
    ["are refused", refuse("slow_down", { retryAfter: 1 })],
  ])("given reads that %s, then the page says nothing of it and goes on", async (_, answer) => {
    const person = await suite.person();
    const { page, until } = await watched(person);
    await page.route("**/v1/logins/*", answer);
    await until(3);
    expect(await page.locator(".notice").count()).toBe(0);
    await page.unroute("**/v1/logins/*");
    await enterCode(page, codeOf(suite, person));
    await heading(page, "ログインしました").waitFor();
  });

  test("given a code is being checked, then the login is not read: its token changes with the answer", async () => {
    const person = await suite.person();
    const { page, inTenSeconds, reads } = await watched(person);
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    await page.route("**/verifications", async (route) => {
      const response = await route.fetch();
      await held;
      await route.fulfill({ response });
    });
    const asked = page.waitForRequest("**/verifications");
    await enterCode(page, codeOf(suite, person));
    await asked;
    expect(await inTenSeconds()).toBe(0);
    const before = (await reads()).length;
    // Nor when the tab is looked at again.
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await page.clock.runFor(500);
    expect((await reads()).length).toBe(before);
    release();
    await heading(page, "ログインしました").waitFor();
  });
});
