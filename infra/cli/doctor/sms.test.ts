import { describe, expect, test } from "@jest/globals";
import { judgeOrigination, judgeReports, judgeSandbox, judgeSpendLimit, judgeType } from "./sms.ts";

describe("the account's SMS", () => {
  test.each([
    [false, "ok"],
    [true, "bad"],
    [undefined, "bad"],
  ])("given in the sandbox: %s, when it is judged, then it is %s", (isInSandbox, state) => {
    expect(judgeSandbox(isInSandbox).state).toBe(state);
  });

  test.each([
    [{ MonthlySpendLimit: "100" }, 100, "ok"],
    [{ MonthlySpendLimit: "99" }, 100, "warn"],
    // As text it would be the other way round.
    [{ MonthlySpendLimit: "1000" }, 200, "ok"],
    [{}, 2, "warn"],
    [{}, 1, "ok"],
    [{ MonthlySpendLimit: "" }, 2, "warn"],
    [{}, 0, "ok"],
  ])("given %j and our cap of %i USD, when the limit is judged, then it is %s", (attributes, capUsd, state) => {
    expect(judgeSpendLimit(attributes, capUsd, "manage").state).toBe(state);
  });

  test("given no limit, when it is judged, then it says what AWS has in its place", () => {
    expect(judgeSpendLimit({}, 100, "manage").says).toContain("1 USD a month (none is set)");
  });

  const role = "arn:aws:iam::000000000000:role/nidan-sms";
  test.each([
    [{ DeliveryStatusIAMRole: role, DeliveryStatusSuccessSamplingRate: "100" }, "ok"],
    [{ DeliveryStatusIAMRole: role, DeliveryStatusSuccessSamplingRate: "99" }, "warn"],
    [{ DeliveryStatusIAMRole: role }, "warn"],
    [{ DeliveryStatusIAMRole: "", DeliveryStatusSuccessSamplingRate: "100" }, "warn"],
    [{ DeliveryStatusSuccessSamplingRate: "100" }, "warn"],
  ])("given %j, when reports are judged, then it is %s", (attributes, state) => {
    expect(judgeReports(attributes, "manage").state).toBe(state);
  });

  test.each([
    [{ DefaultSMSType: "Transactional" }, "ok"],
    [{ DefaultSMSType: "Promotional" }, "warn"],
    [{}, "warn"],
  ])("given %j, when the type is judged, then it is %s", (attributes, state) => {
    expect(judgeType(attributes).state).toBe(state);
  });

  test.each([
    ["manage", "Deploy: ", "set sms.monthlySpendLimitUsd to 100"],
    ["leave", "aws sns set-sms-attributes", "MonthlySpendLimit=100"],
  ] as const)("given account settings to %s, when they are wrong, then the fix is fit for it", (keeper, role, limit) => {
    expect([judgeReports({}, keeper), judgeSpendLimit({}, 100, keeper)]).toMatchObject([
      { fix: expect.stringMatching(new RegExp(`^${role}`)) },
      { fix: expect.stringContaining(limit) },
    ]);
  });
});

describe("the number that SMS come from", () => {
  const active = { PhoneNumber: "+815000005678", Status: "Active", NumberCapabilities: ["SMS" as const] };
  test.each([
    ["the number", "+815000005678", [active], "ok"],
    ["the number among others", "+815000005678", [{ ...active, PhoneNumber: "+815000000000" }, active], "ok"],
    ["the number without its plus", "+815000005678", [{ ...active, PhoneNumber: "815000005678" }], "ok"],
    ["a short code", "12345", [{ ...active, PhoneNumber: "12345", Status: "ACTIVE" }], "ok"],
    ["another number", "+815000005678", [{ ...active, PhoneNumber: "+8150000056789" }], "bad"],
    ["no number", "+815000005678", [], "bad"],
    ["a number that waits", "+815000005678", [{ ...active, Status: "Pending" }], "bad"],
    ["a number of no status", "+815000005678", [{ ...active, Status: undefined }], "bad"],
    ["a number for calls", "+815000005678", [{ ...active, NumberCapabilities: ["VOICE" as const] }], "bad"],
  ])("given %s, when %s is looked for, then it is judged", (_, number, listed, state) => {
    expect(judgeOrigination(number, listed).state).toBe(state);
  });
});
