import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { heldOf } from "../attack/visitor.ts";
import { type Service, startService } from "../support/service.ts";
import { wordy } from "../support/signed-in.ts";
import { begin, copyOf, openBrowser, signInBy, trusting, trustPrefix } from "../support/test-browser.ts";
import { atHome, mail, riskSettings } from "./at-places.ts";

let service: Service;
beforeAll(async () => {
  const adviser = "arn:aws:lambda:ap-northeast-1:000000000000:function:adviser";
  service = await startService({ ...riskSettings, ...wordy, risk: { adviser, refuseAt: 90 } });
});
afterEach(() => {
  service.stack.resetClock();
  service.stack.clearFaults();
});
afterAll(() => service.stack.close());

const advise = (score: number, delayMs = 0) => service.stack.functions.set("adviser", { answer: { score }, delayMs });

/** A person with a trusted browser that the adviser had nothing against. */
async function trusted() {
  advise(0);
  const { person, browser } = await trusting(service);
  service.stack.advanceClock(11);
  return { person, browser };
}

const kindsOf = async (sub: string) => {
  const { activities } = await service.dependencies.activities.list(sub, { since: 0, limit: 50 });
  return activities.map(({ kind, reason }) => (reason === undefined ? kind : `${kind} ${reason}`));
};

describe("risk in a trusted browser", () => {
  test("appApproval 8: given two-step verification is on, when risk would ask, then trust skips it", async () => {
    const { person, browser } = await trusted();
    advise(59);
    expect(await signInBy(browser, person)).toBe("skipped");
  });

  test("appApproval 8: given two-step verification is off, when risk asks again, then a browser that was trusted skips it, unless the risk is high", async () => {
    advise(0);
    const account = await atHome(service);
    const browser = openBrowser(service);
    advise(40);
    const login = await begin(browser, account);
    expect(login).toMatchObject({ status: "pending", reason: "risk" });
    await browser.client.createChallenge({ ...heldOf(login), body: { methodId: login.methods[0]?.methodId ?? "" } });
    const code = service.newestCode(mail);
    const done = await browser.client.verifyLogin({ ...heldOf(login), body: { code, trustBrowser: {} } });
    await browser.client.issueToken(heldOf(done));
    service.stack.advanceClock(11);

    const again = await begin(browser, account);
    expect(again).toMatchObject({ status: "complete", reason: "risk" });
    const { token } = await browser.client.issueToken(heldOf(again));
    expect(decodeJwt(token)).toMatchObject({ amr: ["pwd"], trusted_browser: true });
    advise(60);
    expect(await signInBy(browser, account)).toBe("challenged");
  });

  test("attack 36: given a trusted browser, when the risk is high, then a code is asked all the same, and it is told and kept why", async () => {
    const { person, browser } = await trusted();
    advise(60);
    expect(await begin(browser, person)).toMatchObject({
      status: "pending",
      reason: "risk",
      needs: ["second_factor"],
    });
    expect(await kindsOf(person.sub)).toContainEqual(expect.stringMatching(/^risk_asked 60: adviser/));
    advise(59);
    expect(await signInBy(browser, person)).toBe("skipped");
  });

  test.each([
    ["slower than 300 ms", () => advise(0, 900)],
    ["down", () => service.stack.setFault({ service: "lambda", fault: "error", times: 1 })],
  ])("fault risk: given the adviser is %s, when a trusted browser signs in, then the risk is high and a code is asked", async (_, fail) => {
    const { person, browser } = await trusted();
    fail();
    expect(await signInBy(browser, person)).toBe("challenged");
  });

  test("given a stale copy, when the risk refuses it, then it is found out all the same", async () => {
    const { person, browser } = await trusted();
    const copy = copyOf(service, browser);
    expect(await signInBy(browser, person)).toBe("skipped");
    service.stack.advanceClock(11);
    advise(95);
    expect(await begin(copy, person)).toMatchObject({ status: "denied", endedBy: "risk" });
    expect(copy.names(trustPrefix)).toEqual([]);
    expect(await kindsOf(person.sub)).toEqual(
      expect.arrayContaining(["browser_copied", expect.stringMatching(/^sign_in_refused 95: adviser/)]),
    );
    advise(0);
    expect(await signInBy(browser, person)).toBe("challenged");
  });

  test("given a refused login, when its state is read, then nobody decided it, and the reason is no more than that", async () => {
    const { person, browser } = await trusted();
    advise(95);
    const login = await begin(browser, person);
    const held = heldOf(login);
    expect(await browser.client.getLogin(held)).toMatchObject({ status: "denied", endedBy: "risk", methods: [] });
  });
});
