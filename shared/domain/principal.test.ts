import { describe, expect, test } from "@jest/globals";
import { isListed } from "./principal.ts";

const role = "arn:aws:iam::123456789012:role/service/shop-backend";

describe("a principal among those that are listed", () => {
  test.each([
    ["a session of the role", "arn:aws:sts::123456789012:assumed-role/shop-backend/i-0123", true],
    ["another session of it", "arn:aws:sts::123456789012:assumed-role/shop-backend/local@example.jp", true],
    ["the role itself", role, true],
    ["a role of another name", "arn:aws:sts::123456789012:assumed-role/bank-backend/i-0123", false],
    ["a role of the name in another account", "arn:aws:sts::210987654321:assumed-role/shop-backend/i-0123", false],
    ["a role of the name in another partition", "arn:aws-cn:sts::123456789012:assumed-role/shop-backend/x", false],
    ["a user of the name", "arn:aws:iam::123456789012:user/shop-backend", false],
    ["a session that is named so", "arn:aws:sts::123456789012:assumed-role/bank-backend/shop-backend", false],
    ["a federated user of the name", "arn:aws:sts::123456789012:federated-user/shop-backend", false],
    ["the account", "arn:aws:iam::123456789012:root", false],
    ["nobody", "", false],
  ])("given %s, then it is told", (_, arn, is) => {
    expect(isListed({ arn }, [role])).toBe(is);
  });

  test("given a user, then it is known by its name, wherever it stands", () => {
    const arn = "arn:aws:iam::123456789012:user/shop";
    expect(isListed({ arn }, ["arn:aws:iam::123456789012:user/backends/shop"])).toBe(true);
    expect(isListed({ arn }, ["arn:aws:iam::123456789012:role/shop"])).toBe(false);
  });
});
