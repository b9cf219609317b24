import { describe, expect, test } from "@jest/globals";
import { returnPathOf, signInPath } from "./return-path.ts";

describe("where a sign-in leads back to", () => {
  test.each([
    "/settings",
    "/settings/totp",
    "/settings/backup-codes/print",
    "/settings/methods/edit?id=a_B-1",
  ])("given %s, when it is asked for, then it is where the person was", (path) => {
    expect(returnPathOf(path)).toBe(path);
  });
  test.each([
    "//evil.example",
    "\\evil.example",
    "/\\evil.example",
    "/settings//evil.example",
    "https://ok@evil.example",
    "https://evil.example/settings",
    "javascript:alert(1)",
    "/settings?next=//evil.example",
    "/settings/methods/edit?id=a&x=1",
    "/settings\n",
    "/settings/nowhere",
    "/login",
    "",
  ])("attack 42: given %j, when it is asked for, then it is the settings", (path) => {
    expect(returnPathOf(path)).toBe("/settings");
  });
  test("given nothing is asked for, then there is nothing to go back to", () => {
    expect(returnPathOf(undefined)).toBeUndefined();
  });
  test("given a page with its query, when the sign-in is told of it, then it comes back whole", () => {
    const { searchParams } = new URL(signInPath("/settings/methods/edit?id=a"), "http://localhost");
    expect(searchParams.get("returnTo")).toBe("/settings/methods/edit?id=a");
    expect(signInPath(undefined)).toBe("/login");
  });
});
