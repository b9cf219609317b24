import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";
import { smsCodeText } from "../../../shared/messages/sms.ts";
import type { SettingsInput } from "../../../shared/settings.ts";
import { contextOf, startLocalAws } from "../local-aws.ts";

const aws = await startLocalAws();
beforeEach(() => aws.reset());
afterAll(() => aws.close());

const numbers = { sms: "090-0000-9876", voice: "090-0000-9876", email: "hanako@example.com" } as const;
type Channel = keyof typeof numbers;

interface Given {
  readonly to?: string;
  readonly settings?: SettingsInput;
  readonly deployment?: object;
  readonly options?: readonly string[];
}

const sendTest = (channel: Channel, { to = numbers[channel], settings, deployment, options = [] }: Given = {}) =>
  aws.run("send-test", "--channel", channel, "--to", to, ...contextOf(settings, deployment), ...options);

const sent = () => aws.mailbox.list();

describe("a test message", () => {
  test("given SMS, when it is sent, then it is the very text of a login, with a code that works nowhere", async () => {
    await sendTest("sms");
    const words = {
      purpose: "sign_in",
      shortName: "Example",
      codeWord: "verification_code",
      code: "000000",
      reference: "T0",
    } as const;
    expect(sent().map(({ text }) => text)).toEqual([smsCodeText("ja", { ...words, host: "login.example.jp" })]);
  });

  test("given SMS, when it is sent, then it comes from the operator's number", async () => {
    await sendTest("sms");
    expect(JSON.stringify(sent()[0]?.request)).toContain(
      '"AWS.MM.SMS.OriginationNumber":{"DataType":"String","StringValue":"+815000005678"}',
    );
  });

  test("given mail, when it is sent, then it goes from the operator's address through the stack's configuration set", async () => {
    await sendTest("email");
    expect(sent()[0]?.request).toMatchObject({
      Source: expect.stringContaining("<no-reply@example.jp>"),
      ConfigurationSetName: "nidan-mail",
    });
  });

  test("given a deployment of another name, when a mail is sent, then it asks for that one's configuration set", async () => {
    const { code, out } = await sendTest("email", { deployment: { name: "other" } });
    expect({ code, out, sent: sent() }).toEqual({ code: 1, out: expect.stringContaining("(unavailable)"), sent: [] });
  });

  test("given a call, when it is made, then the key that it asks for was shown", async () => {
    const { out } = await sendTest("voice");
    const shown = /Key +([1-9]), when the call asks for it/.exec(out)?.[1];
    expect(sent()[0]?.request).toMatchObject({ SourcePhoneNumber: "+815000001234", Attributes: { key: shown } });
  });

  test.each([
    ["the operator's locale", {}, "ja"],
    ["--locale en", { options: ["--locale", "en"] }, "en"],
  ])("given %s, when it is sent, then it is in that language", async (_, given, language) => {
    await sendTest("sms", given);
    expect(sent().map((message) => message.language)).toEqual([language]);
  });

  test.each([
    ["sms", {}, "some 0.08 USD"],
    ["voice", {}, "some 0.35 USD"],
    ["email", {}, "next to nothing"],
    ["sms", { spend: { prices: { JP: { smsUsd: "0.07451", voiceUsd: "0.30" } } } }, "some 0.07451 USD"],
    ["voice", { spend: { prices: { JP: { smsUsd: "0.08", voiceUsd: "0.30" } } } }, "some 0.30 USD"],
  ] as const)("given %s and the settings %j, when it is sent, then it is said to cost %s", async (channel, settings, price) => {
    expect((await sendTest(channel, { settings })).out).toMatch(new RegExp(`^ +Costs +${price}$`, "m"));
  });

  test.each([
    ["the deployment's region", ["-c", 'deployment={"region":"us-west-2"}'], "us-west-2"],
    ["--region", ["--region", "eu-west-1"], "eu-west-1"],
  ])("given %s, when an SMS is sent, then it goes by SNS there", async (_, options, region) => {
    await aws.run("send-test", "--channel", "sms", "--to", numbers.sms, "-c", "nidan={}", ...options);
    expect({ sent: sent().length, regions: [...aws.regions] }).toEqual({ sent: 1, regions: [region] });
  });

  test("given no host, when an SMS is sent, then what stands in its place is said", async () => {
    const { out } = await aws.run("send-test", "--channel", "sms", "--to", numbers.sms, "-c", "nidan={}");
    expect(out).toContain("Note     host is not set");
  });

  test("given --json, when a call is made, then what came back is one object, without the number", async () => {
    const { out } = await sendTest("voice", { options: ["--json"] });
    expect(JSON.parse(out)).toEqual({
      channel: "voice",
      region: "ap-northeast-1",
      from: "+815000001234",
      to: "090-****-9876",
      priceUsd: 0.35,
      code: "000000",
      reference: "T0",
      callKey: expect.stringMatching(/^[1-9]$/),
      sent: true,
    });
  });
});

describe("what is not sent", () => {
  test.each([
    ["a number of another country", "sms", "+12025550123", "must be a number of JP"],
    ["a fixed line", "sms", "03-1234-5678", "must be a mobile number"],
    ["no mail address", "email", "hanako", "must be a mail address"],
  ] as const)("given %s, when a test is sent by %s, then it is refused with 2", async (_, channel, to, why) => {
    const { code, error } = await sendTest(channel, { to });
    expect({ code, error, sent: sent() }).toEqual({
      code: 2,
      error: expect.stringContaining(`--to: ${why}`),
      sent: [],
    });
  });

  test.each([
    [["--channel", "fax", "--to", "1"], '--channel: must be one of sms, voice, email, not "fax"'],
    [["--to", "1"], "--channel: must be one of sms, voice, email"],
    [["--channel", "sms"], "--to: must be a number or a mail address"],
    [["--channel", "sms", "--to", "1", "--locale", "fr"], '--locale: must be one of ja, en, not "fr"'],
  ])("given %j, when a test is sent, then it is refused with 2", async (args, line) => {
    const { code, error } = await aws.run("send-test", ...args);
    expect({ code, first: error.split("\n")[0] }).toEqual({ code: 2, first: line });
  });

  test.each([
    ["email", "email.from"],
    ["voice", "voice.number"],
  ] as const)("given %s that is not configured, when a test is sent, then %s is named with 1", async (channel, setting) => {
    const { code, error } = await aws.run(
      "send-test",
      "--channel",
      channel,
      "--to",
      numbers[channel],
      "-c",
      "nidan={}",
    );
    expect({ code, error }).toEqual({ code: 1, error: expect.stringMatching(new RegExp(`^${setting}: is not set`)) });
  });

  test("given a fixed line, when a call is made, then it rings", async () => {
    const { code } = await sendTest("voice", { to: "03-1234-5678" });
    expect({ code, to: sent().map(({ to }) => to) }).toEqual({ code: 0, to: ["+81312345678"] });
  });

  test("given an instance without the flow, when a call is made, then it says to deploy, and nothing rings", async () => {
    const { code, error } = await sendTest("voice", { deployment: { name: "other" } });
    expect({ code, error, sent: sent() }).toEqual({
      code: 1,
      error: "There is no flow other-voice-code: deploy with npx cdk deploy --all\n",
      sent: [],
    });
  });

  test("given that flows may not be listed, when a call is made, then the right is named", async () => {
    aws.refuseAll("AccessDeniedException", 403);
    const { code, error } = await sendTest("voice");
    expect({ code, error }).toEqual({ code: 1, error: expect.stringContaining("it needs connect:ListContactFlows") });
  });

  test("given credentials that have expired, when a test is sent, then it says so, and nothing is tried", async () => {
    aws.refuseAll("ExpiredToken", 403);
    const { code, error } = await sendTest("sms");
    expect({ code, error, asked: [...aws.asked] }).toEqual({
      code: 1,
      error: expect.stringMatching(/^Credentials: there are none that AWS takes \(ExpiredToken: /),
      asked: ["ses:GetSendQuota"],
    });
  });
});
