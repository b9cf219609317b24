import { describe, expect, test } from "@jest/globals";
import { shownNumber } from "./phone-number.ts";

describe("a sender's number", () => {
  test.each([
    ["+815000001234", "050-0000-1234"],
    ["+81120000123", "0120-000-123"],
    ["+81300001234", "0300001234"],
    ["+12025550100", "+12025550100"],
    ["12345", "12345"],
    ["NIDAN", "NIDAN"],
  ])("given %s, when it is shown, then it reads %s", (sender, shown) => {
    expect(shownNumber(sender)).toBe(shown);
  });
});
