import { describe, expect, it } from "@jest/globals";
import { parseSettings } from "../../shared/parse-settings.ts";
import { presetNames, withPreset } from "../../shared/presets/index.ts";
import { synthesise } from "./synthesised.ts";

describe("given a preset at `cdk synth`", () => {
  it.each(presetNames)("hands the settings of %s to every function that has any", async (preset) => {
    const { service } = await synthesise({ preset, nidan: { locale: "en" } });
    const functions = Object.values(service.findResources("AWS::Lambda::Function"));
    const given = functions.flatMap(({ Properties }) => Properties.Environment?.Variables?.NIDAN_SETTINGS ?? []);
    const wanted = parseSettings(withPreset({ locale: "en" }, preset));
    expect(given.length).toBeGreaterThan(30);
    for (const text of new Set(given)) expect(parseSettings(JSON.parse(text))).toEqual(wanted);
  });
});
