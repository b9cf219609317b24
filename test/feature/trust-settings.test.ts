import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { refusal } from "../attack/visitor.ts";
import { type Service, startService } from "../support/service.ts";
import { wordy } from "../support/signed-in.ts";
import { begin, openBrowser, signInBy, trustIn, trusting } from "../support/test-browser.ts";
import { readySettings } from "./at-settings.ts";

let service: Service;

beforeAll(async () => {
  service = await startService({ ...wordy, trust: { days: 7, mostDays: 30, perAccount: 2 } });
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

describe("days of trust that the operator has set", () => {
  test("given nobody has chosen, when a login is offered trust, then it is for the service's days", async () => {
    const person = await service.makeAccount();
    expect((await begin(openBrowser(service), person)).trust).toMatchObject({ offered: true, days: 7 });
    expect((await (await readySettings(service)).read()).trustDays).toBe(7);
  });

  test("given the longest that is allowed, when it is chosen, then it stands", async () => {
    const { change, read } = await readySettings(service);
    await change({ trustDays: 30 });
    expect((await read()).trustDays).toBe(30);
  });

  test("given more than is allowed, when it is chosen, then 400 says where and what, and nothing is changed", async () => {
    const { change, read } = await readySettings(service);
    const before = await read();
    const { code, errors } = await refusal(change({ trustDays: 90, signInNotices: true }));
    expect([code, errors]).toEqual([
      "invalid_request",
      [{ pointer: "/trustDays", detail: "must be 30 at most, the longest that this service trusts browsers for" }],
    ]);
    expect(await read()).toEqual(before);
  });

  test("given an account of a longer time, when fewer days are allowed since, then its settings say these", async () => {
    const { change, read } = await readySettings(service);
    await change({ trustDays: 30 });
    const { dependencies } = await import("../../functions/dependencies.ts");
    const { trust } = dependencies.config.settings;
    const allowed = { ...trust };
    Object.assign(trust, { days: 1, mostDays: 1 });
    try {
      expect((await read()).trustDays).toBe(1);
      expect((await change({ signInNotices: true })).trustDays).toBe(1);
    } finally {
      Object.assign(trust, allowed);
    }
    expect((await read()).trustDays).toBe(30);
  });
});

test("given two may be trusted at a time, when a third is, then the least recently used is challenged", async () => {
  const { person, browser: first } = await trusting(service);
  const [second, third] = [openBrowser(service), openBrowser(service)];
  service.stack.advanceClock(31);
  await trustIn(service, second, person);
  service.stack.advanceClock(31);
  expect(await signInBy(first, person)).toBe("skipped");
  await trustIn(service, third, person);
  service.stack.advanceClock(11);
  const all = [await signInBy(first, person), await signInBy(second, person), await signInBy(third, person)];
  expect(all).toEqual(["skipped", "challenged", "skipped"]);
});
