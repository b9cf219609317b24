import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { maskEmail, maskPhone } from "./mask.ts";

describe("masks", () => {
  test.each([
    ["+819012345678", "090-****-5678"],
    ["+81312345678", "031-****-5678"],
    ["+12025550123", "+12****23"],
  ])("given the number %s, when it is masked, then it is %s", (number, masked) => {
    expect(maskPhone(number)).toBe(masked);
  });

  test.each([
    ["hanako@example.jp", "h***@example.jp"],
    ["a@example.jp", "a***@example.jp"],
    ['"a@b"@example.jp', '"***@example.jp'],
  ])("given the address %s, when it is masked, then it is %s", (address, masked) => {
    expect(maskEmail(address)).toBe(masked);
  });

  test("given any two Japanese mobiles that differ in the middle alone, when they are masked, then they look alike", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{4}$/), fc.stringMatching(/^\d{4}$/), (one, other) => {
        expect(maskPhone(`+8190${one}5678`)).toBe(maskPhone(`+8190${other}5678`));
      }),
    );
  });
});
