import { describe, expect, test } from "@jest/globals";
import { presets } from "../../../shared/presets/index.ts";
import { refuseOverrides } from "./overrides.ts";

describe("what an operator adds to a preset whose lines are driven", () => {
  test("given what the preset leaves open, when it is added, then it may be", () => {
    expect(() => refuseOverrides(presets.linkApproval, { links: { smsPrefixes: ["+8190"] }, risk: {} })).not.toThrow();
  });

  test.each([
    ["trust.nameRequired", { trust: { nameRequired: false } }],
    ["selfDisable", { selfDisable: true }],
    ["links.sms", { links: { sms: "off", smsPrefixes: [] } }],
  ])("given %s, which the preset sets, when it is added, then it is refused", (path, operator) => {
    expect(() => refuseOverrides(presets.linkApproval, operator)).toThrow(`the preset sets ${path}`);
  });
});
