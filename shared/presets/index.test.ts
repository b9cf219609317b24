import { describe, expect, test } from "@jest/globals";
import { parseSettings, SettingsError } from "../parse-settings.ts";
import { presetNames, presets, withPreset } from "./index.ts";

describe("the presets", () => {
  test.each(presetNames)("given %s, when it is parsed by itself, then it is whole", (name) => {
    expect(() => parseSettings(withPreset({}, name))).not.toThrow();
  });

  test("given any two, when they are compared, then they set something differently", () => {
    const whole = presetNames.map((name) => JSON.stringify(parseSettings(withPreset({}, name))));
    expect(new Set(whole).size).toBe(presetNames.length);
  });

  test.each(presetNames)("given %s, when it is on, then it names no host, sender or client of anybody's", (name) => {
    const ofOperators = ["host", "service", "sms", "email", "voice", "clients", "allowedOrigins"];
    const set = Object.entries(presets).find(([known]) => known === name)?.[1] ?? {};
    expect(Object.keys(set).filter((setting) => ofOperators.includes(setting))).toEqual([]);
  });
});

describe("the operator's settings over a preset", () => {
  test("given one of a group, when it is laid over, then the preset's others stay", () => {
    const { trust } = parseSettings(withPreset({ trust: { defaultChecked: false } }, "appApproval"));
    expect(trust).toMatchObject({ nameRequired: true, defaultChecked: false });
  });

  test("given a list, when it is laid over, then it stands in the place of the default", () => {
    const { sends } = parseSettings(withPreset({ sends: { gapsSeconds: [60] } }, "manyChannels"));
    expect(sends.gapsSeconds).toEqual([60]);
  });

  test("given no preset, when settings are parsed, then they are the operator's alone", () => {
    expect(withPreset({ locale: "en" }, undefined)).toEqual({ locale: "en" });
  });

  test.each([
    ["nidan: must be of type object", null],
    ["nidan: must be of type object", []],
    ["trust: must be of type object", { trust: true }],
    ["trust.named: there is no such setting; remove it or correct its name", { trust: { named: true } }],
    ["__proto__: there is no such setting; remove it or correct its name", JSON.parse('{"__proto__": {"a": 1}}')],
  ])("given what is wrong by itself, when it is laid over, then it is still told: %s", (line, given) => {
    expect(() => parseSettings(withPreset(given, "memberSite"))).toThrow(`${line} (cdk.json, context.nidan)`);
  });

  test.each([
    "manychannels",
    "",
    "toString",
    "__proto__",
    5,
    null,
  ])("given the preset %j, when it is wanted, then the line lists those that there are", (name) => {
    expect(() => withPreset({}, name)).toThrow(
      new SettingsError([
        `preset: there is no ${JSON.stringify(name)}; set one of linkApproval, appApproval, authenticatorApp, manyChannels, memberSite (cdk.json, context.preset)`,
      ]),
    );
  });
});
