import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";
import { contextOf, startLocalAws } from "../local-aws.ts";

const aws = await startLocalAws();
beforeEach(() => aws.reset());
afterAll(() => aws.close());

const destinations = { sms: "090-0000-9876", voice: "090-0000-9876", email: "hanako@example.com" } as const;

const sendTest = (channel: keyof typeof destinations, ...options: readonly string[]) =>
  aws.run("send-test", "--channel", channel, "--to", destinations[channel], ...contextOf(), ...options);

describe("a provider's refusal", () => {
  test.each([
    ["sms", "sns", "throttle", "throttled", "in a minute"],
    ["sms", "sns", "error", "unavailable", "sns:Publish"],
    ["sms", "sns", "optedOut", "opted_out", "opt-in-phone-number"],
    ["sms", "sns", "invalidNumber", "invalid_destination", "sms.originationNumber"],
    ["sms", "sns", "spendLimit", "spend_limit", "this month"],
    ["email", "ses", "optedOut", "opted_out", "only verified addresses"],
    ["voice", "connect", "optedOut", "opted_out", "AWS Support permits countries"],
    ["voice", "connect", "spendLimit", "spend_limit", "concurrent calls"],
  ] as const)("given %s and %s's fault %s, when a test is sent, then it says %s and what to do", async (channel, service, fault, why, fix) => {
    // What comes before the message is answered well; the SDK may try the message twice.
    const fail = () => aws.faults.set({ service, fault, times: 2 });
    aws.after(channel === "voice" ? "connect:ListContactFlows" : "ses:GetSendQuota", fail);
    const { code, out } = await sendTest(channel, "--json");
    expect({ exit: code, ...JSON.parse(out) }).toMatchObject({
      exit: 1,
      sent: false,
      why,
      fix: expect.stringContaining(fix),
    });
  });

  test("given a refusal, when it is told to a person, then it is two lines behind the facts", async () => {
    aws.faults.set({ service: "sns", fault: "spendLimit", times: 2 });
    const { out } = await sendTest("sms");
    expect(out.split("\n\n")[1]).toMatch(/^Not sent: the account may send no more for now \(spend_limit\)\.\n→ .+\n$/);
  });
});
