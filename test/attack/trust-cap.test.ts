import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { days, toSeconds } from "../../shared/domain/duration.ts";
import type { Settings } from "../../shared/settings.ts";
import { type Service, startService } from "../support/service.ts";
import { wordy } from "../support/signed-in.ts";
import { openBrowser, signInBy, trustIn, trusting, trustPrefix } from "../support/test-browser.ts";
import { heldOf, outcome } from "./visitor.ts";

let service: Service;
let deployed: Settings["trust"];
let first: Settings["trust"];

beforeAll(async () => {
  service = await startService(wordy);
  const { dependencies } = await import("../../functions/dependencies.ts");
  deployed = dependencies.config.settings.trust;
  first = { ...deployed };
});
afterEach(() => {
  Object.assign(deployed, first);
  service.stack.resetClock();
});
afterAll(() => service.stack.close());

/** As a deployment with these settings does to the functions. */
const allowAtMost = (mostDays: Settings["trust"]["mostDays"]) => Object.assign(deployed, { days: mostDays, mostDays });

describe("attack 35: a browser that was trusted for longer than the service allows now", () => {
  test.each([
    [1, -1, "skipped"],
    [1, 0, "challenged"],
    [7, -1, "skipped"],
    [7, 0, "challenged"],
  ] as const)("attack 35: given at most %i days are allowed since, when it signs in %i s from their end, then it is %s", async (mostDays, beyond, expected) => {
    const { person, browser } = await trusting(service);
    allowAtMost(mostDays);
    // The first second is the login's own.
    service.stack.advanceClock(toSeconds(days(mostDays)) + beyond - (beyond < 0 ? 10 : 0));
    expect(await signInBy(browser, person)).toBe(expected);
  });

  test("attack 35: given no browser is trusted since, when it signs in, then it is challenged, loses its cookie and is listed no more", async () => {
    const { person, browser, sessionToken } = await trusting(service);
    allowAtMost(0);
    expect(await signInBy(browser, person)).toBe("challenged");
    expect(browser.names(trustPrefix)).toEqual([]);
    expect(await browser.client.listTrustedBrowsers({ sessionToken })).toEqual({ browsers: [] });
  });

  test("attack 35: given fewer days are allowed since, when it is used, then its cookie and the list say the sooner end", async () => {
    const { person, browser, sessionToken } = await trusting(service);
    const read = async () => (await browser.client.listTrustedBrowsers({ sessionToken })).browsers[0];
    const before = await read();
    allowAtMost(7);
    const after = await read();
    expect(Date.parse(after?.expiresAt ?? "")).toBe(Date.parse(before?.createdAt ?? "") + days(7));
    service.stack.advanceClock(toSeconds(days(6)));
    expect(await signInBy(browser, person)).toBe("skipped");
    service.stack.advanceClock(toSeconds(days(1)));
    expect(await signInBy(browser, person)).toBe("challenged");
  });

  test("attack 35: given the service trusts none, when a browser is to be trusted, with the code or after, then it is not", async () => {
    const person = await service.makeAccount();
    const browser = openBrowser(service);
    allowAtMost(0);
    const { login } = await trustIn(service, browser, person);
    expect(login.trust).toMatchObject({ offered: false, days: 0, registered: false });
    expect(await outcome(browser.client.trustBrowser({ ...heldOf(login), body: {} }))).toBe("forbidden");
    expect(browser.names(trustPrefix)).toEqual([]);
  });
});
