import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";
import { commands } from "./commands.ts";
import { contextOf, startLocalAws } from "./local-aws.ts";

const aws = await startLocalAws();
beforeEach(() => aws.reset());
afterAll(() => aws.close());

describe("nidan, as a process", () => {
  test("given --help, when it runs, then it lists every command and ends with 0", async () => {
    const { code, out } = await aws.spawn(["--help"]);
    expect({ code, missing: Object.keys(commands).filter((name) => !out.includes(`  ${name} `)) }).toEqual({
      code: 0,
      missing: [],
    });
  });

  test.each(
    Object.keys(commands),
  )("given %s --help, when it runs, then it shows the options and ends with 0", async (name) => {
    const { code, out } = await aws.spawn([name, "--help"]);
    expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(new RegExp(`^nidan ${name} [^]*--json`)) });
  });

  test.each([
    ["a command that there is not", ["send-tset"], /^send-tset: there is no such command\n\nnidan <command>/],
    ["no command", [], /^no command\n\nnidan <command>/],
    ["an option that there is not", ["doctor", "--nope"], /^Unknown option '--nope'\n\nnidan doctor \[options\]/],
    ["an option without its value", ["doctor", "--region"], /--region.*\n\nnidan doctor \[options\]/],
    ["a stray word", ["doctor", "please"], /please.*\n\nnidan doctor \[options\]/],
  ])("given %s, when it runs, then it says so on stderr alone and ends with 2", async (_, args, error) => {
    expect(await aws.spawn(args)).toEqual({ code: 2, out: "", error: expect.stringMatching(error) });
  });

  test.each([
    "doctor",
    "send-test",
  ])("given no credentials, when %s runs, then it says so once and ends with 1", async (name) => {
    const message = name === "doctor" ? [] : ["--channel", "sms", "--to", "09000001234"];
    const { code, out, error } = await aws.spawn([name, ...message], { HOME: "/nowhere" });
    expect({ code, said: `${out}${error}`.match(/CredentialsProviderError/g) }).toEqual({
      code: 1,
      said: ["CredentialsProviderError"],
    });
  });

  test("given a number that is none, when a test is sent, then it says so, sends nothing and ends with 2", async () => {
    const { code, out, error } = await aws.spawn(["send-test", "--channel", "sms", "--to", "12345", ...contextOf()]);
    expect({ code, out, error, sent: aws.mailbox.list() }).toEqual({
      code: 2,
      out: "",
      error: expect.stringMatching(/^--to: must be a telephone number\n/),
      sent: [],
    });
  });

  test.each([
    ["sms", "090-0000-9876", "+819000009876", /090-\*{4}-9876/],
    ["voice", "+819000009876", "+819000009876", /090-\*{4}-9876/],
    ["email", "hanako@example.com", "hanako@example.com", /h\*{3}@example\.com/],
  ])("given %s, when a test is sent, then it arrives, its destination is masked, and it ends with 0", async (channel, to, arrived, masked) => {
    const { code, out, error } = await aws.spawn(["send-test", "--channel", channel, "--to", to, ...contextOf()]);
    expect({ code, out, error, sent: aws.mailbox.list().map((message) => [message.channel, message.to]) }).toEqual({
      code: 0,
      out: expect.stringMatching(masked),
      error: "",
      sent: [[channel, arrived]],
    });
    expect(out).not.toMatch(/00009876|0000-9876|hanako/);
  });
});
