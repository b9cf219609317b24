import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { heldOf, refusal } from "../attack/visitor.ts";
import { pairApp } from "../support/paired.ts";
import { type Service, startService } from "../support/service.ts";
import { signInNew, wordy } from "../support/signed-in.ts";
import { begin, openBrowser } from "../support/test-browser.ts";

const iphone =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";

let service: Service;
beforeAll(async () => {
  const adviser = "arn:aws:lambda:ap-northeast-1:000000000000:function:adviser";
  service = await startService({ ...wordy, approvals: { codesFrom: ["iOS"], codesOnRisk: true }, risk: { adviser } });
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

const advise = (score: number) => service.stack.functions.set("adviser", { answer: { score }, delayMs: 0 });

/** A login of somebody with an app, begun there. */
async function begun(userAgent: string | undefined, score: number) {
  advise(0);
  const me = await signInNew(service);
  const { methodId } = await pairApp(service, me);
  advise(score);
  const browser = openBrowser(service, userAgent === undefined ? {} : { userAgent });
  const login = await begin(browser, me.person);
  return { browser, login, methodId, types: login.methods.map(({ type }) => type) };
}

describe("appApproval 21: a code is used although the app is set", () => {
  test.each([
    ["nothing speaks against it", undefined, 0, ["sms_code", "app"]],
    ["the system is one of the operator's list", iphone, 0, ["sms_code"]],
    ["the login looks risky", undefined, 30, ["sms_code"]],
    ["it looks a little less so", undefined, 29, ["sms_code", "app"]],
  ])("given %s, when a login begins, then the app is offered or not", async (_, userAgent, score, expected) => {
    expect((await begun(userAgent, score)).types).toEqual(expected);
  });

  test.each([
    ["on the operator's list", iphone, 0],
    ["risky", undefined, 30],
  ])("given a login that is %s, when the app is asked past the pages, then it is not", async (_, userAgent, score) => {
    const { browser, login, methodId } = await begun(userAgent, score);
    const asked = browser.client.createChallenge({ ...heldOf(login), body: { methodId } });
    expect((await refusal(asked)).code).toBe("not_found");
    expect(service.stack.messages({ channel: "push" })).toEqual([]);
  });
});
