import { describe, expect, test } from "@jest/globals";
import { judgeDkim, judgeQuota, judgeReports, judgeSender, judgeSending, judgeTls } from "./mail.ts";

const from = "no-reply@mail.example.jp";
const domain = "mail.example.jp";

describe("the account's mail", () => {
  test.each([
    [true, "ok"],
    [false, "bad"],
    [undefined, "bad"],
  ])("given sending enabled: %s, when it is judged, then it is %s", (enabled, state) => {
    expect(judgeSending(enabled).state).toBe(state);
  });

  test.each([
    [200, "warn"],
    [201, "ok"],
    [50_000, "ok"],
    [-1, "ok"],
    [0, "warn"],
    [undefined, "warn"],
  ])("given %s mails a day, when the sandbox is judged, then it is %s", (daily, state) => {
    expect(judgeQuota(daily).state).toBe(state);
  });
});

describe("the sender of mails", () => {
  test.each([
    [{ [domain]: "Success" }, "ok"],
    [{ [from]: "Success" }, "ok"],
    [{ [from]: "Pending", [domain]: "Success" }, "ok"],
    [{ [domain]: "Pending" }, "bad"],
    // The functions may not send as the domain above.
    [{ "example.jp": "Success" }, "bad"],
    [{}, "bad"],
  ])("given identities as %j, when it is judged, then it is %s", (statuses: Readonly<
    Record<string, string>
  >, state) => {
    expect(judgeSender(from, (identity) => statuses[identity]).state).toBe(state);
  });

  test.each([
    [{ [domain]: "TemporaryFailure" }, "(TemporaryFailure)"],
    [{ [from]: "Pending" }, "(Pending)"],
    [{}, "(unknown to SES)"],
  ])("given identities as %j, when it is judged, then it says %s", (statuses: Readonly<
    Record<string, string>
  >, said) => {
    expect(judgeSender(from, (identity) => statuses[identity]).says).toContain(said);
  });

  const signed = { DkimEnabled: true, DkimVerificationStatus: "Success" };
  test.each([
    [{ [domain]: signed }, "ok"],
    [{ [from]: signed }, "ok"],
    [{ [domain]: { ...signed, DkimEnabled: false } }, "warn"],
    [{ [domain]: { ...signed, DkimVerificationStatus: "Pending" } }, "warn"],
    [{ "example.jp": signed }, "warn"],
    [{}, "warn"],
  ])("given DKIM as %j, when it is judged, then it is %s", (dkim: Readonly<Record<string, typeof signed>>, state) => {
    expect(judgeDkim(from, (identity) => dkim[identity]).state).toBe(state);
  });
});

describe("the configuration set", () => {
  test.each([
    [{ DeliveryOptions: { TlsPolicy: "Require" } }, "ok"],
    [{ DeliveryOptions: { TlsPolicy: "Optional" } }, "bad"],
    [{}, "bad"],
    [undefined, "bad"],
  ] as const)("given %j, when TLS is judged, then it is %s", (set, state) => {
    expect(judgeTls(set).state).toBe(state);
  });

  const whole = {
    Name: "feedback",
    Enabled: true,
    MatchingEventTypes: ["delivery" as const, "bounce" as const, "complaint" as const],
    SNSDestination: { TopicARN: "arn:aws:sns:ap-northeast-1:000000000000:nidan-mail-feedback" },
  };
  test.each([
    ["a topic for both", [whole], "ok"],
    [
      "a topic for each",
      [
        { ...whole, MatchingEventTypes: ["bounce" as const] },
        { ...whole, MatchingEventTypes: ["complaint" as const] },
      ],
      "ok",
    ],
    ["a topic for bounces alone", [{ ...whole, MatchingEventTypes: ["bounce" as const] }], "warn"],
    ["a topic for complaints alone", [{ ...whole, MatchingEventTypes: ["complaint" as const] }], "warn"],
    ["a topic that is switched off", [{ ...whole, Enabled: false }], "warn"],
    ["no topic but a metric", [{ ...whole, SNSDestination: undefined }], "warn"],
    ["nothing", undefined, "warn"],
  ])("given %s, when reports are judged, then it is %s", (_, EventDestinations, state) => {
    expect(judgeReports({ EventDestinations }).state).toBe(state);
  });

  test("given no set, when reports are judged, then it is a warning", () => {
    expect(judgeReports(undefined).state).toBe("warn");
  });
});
