import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { outcome } from "../attack/visitor.ts";
import { type Service, startService } from "../support/service.ts";
import { cookieOf, raw, signInNew, stepUp, wordy } from "../support/signed-in.ts";

let service: Service;
beforeAll(async () => {
  service = await startService({ ...wordy, session: { idleMinutes: 10, wholeHours: 2, stepUpMinutes: 2 } });
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

test("given a shorter idle time, when nobody came for so long, then the session has ended", async () => {
  const { client, sessionToken } = await signInNew(service);
  service.stack.advanceClock(9 * 60);
  expect(await outcome(client.getSettings({ sessionToken }))).toBe("done");
  service.stack.advanceClock(10 * 60 + 1);
  expect(await outcome(client.getSettings({ sessionToken }))).toBe("unauthenticated");
});

test("given fewer hours in all, when a browser is signed in, then its cookie ends with them, and the session though it is used", async () => {
  expect((await cookieOf(service)).header).toContain("Max-Age=7200;");
  const { client, sessionToken } = await signInNew(service);
  for (let nines = 0; nines < 13; nines += 1) {
    service.stack.advanceClock(9 * 60);
    expect(await outcome(client.getSettings({ sessionToken }))).toBe("done");
  }
  service.stack.advanceClock(4 * 60);
  expect(await outcome(client.getSettings({ sessionToken }))).toBe("unauthenticated");
});

test("given a shorter freshness, when a proof is older, then it is asked for again, and the answer names the time", async () => {
  const me = await signInNew(service);
  await stepUp(service, me, "make_backup_codes");
  service.stack.advanceClock(121);
  const answer = await raw(service, "makeBackupCodes", { bearer: me.sessionToken });
  expect([answer.status, await answer.json()]).toMatchObject([401, { max_age: 120 }]);
});
