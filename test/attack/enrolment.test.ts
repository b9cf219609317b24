import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { type Service, startService } from "../support/service.ts";
import { addApp, enrolApp, type SignedIn, signInNew, wordy } from "../support/signed-in.ts";
import { totpOf } from "../support/totp.ts";
import { countersOf } from "./counters.ts";
import { outcome, refusal, tally, wrongCodes } from "./visitor.ts";

let service: Service;

beforeAll(async () => {
  service = await startService(wordy);
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

const proving = ({ client, sessionToken }: SignedIn, authenticatorId: string, code: string) =>
  client.activateAuthenticator({ sessionToken, params: { authenticatorId }, body: { code } });

describe("attack 21: guessing at enrolment", () => {
  test("attack 21: given a new app, when five guesses were wrong, then the right code is refused", async () => {
    const me = await signInNew(service);
    const { authenticatorId, key } = await addApp(service, me);
    const left = [];
    for (const wrong of wrongCodes(totpOf(key), 5)) {
      left.push((await refusal(proving(me, authenticatorId, wrong))).attemptsLeft);
    }
    expect(left).toEqual([4, 3, 2, 1, 0]);
    expect(await outcome(proving(me, authenticatorId, totpOf(key)))).toBe("too_many_attempts");
  });

  test("attack 21: given a new app, when 100 guesses come at once, then at most five are compared", async () => {
    const me = await signInNew(service);
    const { authenticatorId, key } = await addApp(service, me);
    const guesses = wrongCodes(totpOf(key), 100).map((wrong) => outcome(proving(me, authenticatorId, wrong)));
    const { challenge_failed = 0, ...others } = tally(await Promise.all(guesses));
    expect(challenge_failed).toBeGreaterThan(0);
    expect(challenge_failed).toBeLessThanOrEqual(5);
    expect(others).not.toHaveProperty("done");
  });

  test("attack 21: given app after app, when each is guessed at, then fifteen wrong ones in all use up the subject's hour", async () => {
    const me = await signInNew(service);
    const { sessionToken, client } = me;
    const outcomes: string[] = [];
    for (let app = 0; app < 4; app += 1) {
      const { authenticatorId, key } = app === 0 ? await addApp(service, me) : await addAgain(client, sessionToken);
      for (const wrong of wrongCodes(totpOf(key), 5)) outcomes.push(await outcome(proving(me, authenticatorId, wrong)));
    }
    expect(tally(outcomes)).toEqual({ challenge_failed: 15, too_many_attempts: 5 });
  });

  test("attack 21: given wrong guesses, when the app is then proved, then they still count against the subject, and the right one does not", async () => {
    const me = await signInNew(service);
    const { authenticatorId, key } = await addApp(service, me);
    for (const wrong of wrongCodes(totpOf(key), 2)) await refusal(proving(me, authenticatorId, wrong));
    await proving(me, authenticatorId, totpOf(key));
    const used = await countersOf(service, "subject_failures");
    expect(used[`THROTTLE#subject_failures#${me.person.sub}`]).toBe(2);
  });

  test("attack 21: given an app and a new one, when both tabs prove theirs at once, then one app is left, and the first is dead", async () => {
    const me = await signInNew(service);
    const old = await enrolApp(service, me);
    const one = await addApp(service, me, old);
    const other = await addAgain(me.client, me.sessionToken);
    const outcomes = await Promise.all(
      [one, other].map(({ authenticatorId, key }) => outcome(proving(me, authenticatorId, totpOf(key)))),
    );
    const { authenticators } = await me.client.listAuthenticators({ sessionToken: me.sessionToken });
    const active = authenticators.filter(({ type, status }) => type === "totp" && status === "active");
    expect(tally(outcomes)).toEqual({ done: 1, changed_meanwhile: 1 });
    expect(active).toHaveLength(1);
    expect(active[0]?.authenticatorId).not.toBe(old.authenticatorId);
  });

  /** Another app within the five minutes of the step-up. */
  async function addAgain(client: SignedIn["client"], sessionToken: string) {
    const { authenticatorId, totp } = await client.addAuthenticator({ sessionToken, body: { type: "totp" } });
    return { authenticatorId, key: totp?.key ?? "" };
  }
});
