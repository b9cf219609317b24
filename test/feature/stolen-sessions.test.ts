import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { outcome } from "../attack/visitor.ts";
import { type Service, startService } from "../support/service.ts";
import { signIn, wordy } from "../support/signed-in.ts";
import { copyOf, signInBy, trusting } from "../support/test-browser.ts";

let service: Service;
beforeAll(async () => {
  service = await startService(wordy);
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

test("sessions: given a trusted browser, when a stale copy of it turns up, then its sessions are listed no more, and open nothing", async () => {
  const { person, browser, sessionToken } = await trusting(service);
  const copy = copyOf(service, browser);
  service.stack.advanceClock(11);
  expect(await signInBy(browser, person)).toBe("skipped");
  const me = await signIn(service, person);
  const listed = async () => (await me.client.listSessions({ sessionToken: me.sessionToken })).sessions.length;
  expect(await listed()).toBe(3);

  service.stack.advanceClock(11);
  expect(await signInBy(copy, person)).toBe("challenged");
  expect(await listed()).toBe(1);
  expect(await outcome(browser.client.getSettings({ sessionToken }))).toBe("unauthenticated");
});
