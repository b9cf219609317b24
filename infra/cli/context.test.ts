import { describe, expect, test } from "@jest/globals";
import { SettingsError } from "../../shared/parse-settings.ts";
import { UsageError } from "./command.ts";
import { readContext } from "./context.ts";

describe("the operator's choices", () => {
  test("given nothing, when they are read, then they are those of cdk.json, with the defaults", () => {
    expect(readContext()).toMatchObject({ settings: { spend: { monthlyUsd: 1000 } }, deployment: { name: "nidan" } });
  });

  test("given both parts, when they are read, then they stand in the place of cdk.json's", () => {
    const { settings, deployment } = readContext(['nidan={"locale":"en"}', 'deployment={"name":"other"}']);
    expect([settings.locale, deployment.name]).toEqual(["en", "other"]);
  });

  test("given a preset, when they are read, then the operator's own stand over it", () => {
    const { settings } = readContext(["preset=memberSite", 'nidan={"backupCodes":{"mayReplace":true}}']);
    expect([settings.selfDisable, settings.backupCodes.mayReplace]).toEqual([false, true]);
  });

  test("given a value with an equals sign, when it is read, then it is whole", () => {
    expect(() => readContext(['nidan={"locale":"a=b"}'])).toThrow("locale: must be one of ja, en");
  });

  test.each(["nidan", "edge={}", "{}", ""])("given -c %s, when it is read, then it is no such option", (given) => {
    expect(() => readContext([given])).toThrow(UsageError);
  });

  test.each([
    "nidan={",
    'nidan={"lokale":"ja"}',
    'deployment={"name":""}',
    "preset=another",
  ])("given -c %s, when it is read, then the setting is named", (given) => {
    expect(() => readContext([given])).toThrow(SettingsError);
  });
});
