import { describe, expect, test } from "@jest/globals";
import { readConfig } from "./config.ts";

const least = { NIDAN_ORIGIN: "https://login.example.jp", TABLE_NAME: "nidan" };

describe("the configuration of a function", () => {
  test("given the least that it needs, when it is read, then the rest has its defaults", () => {
    expect(readConfig(least)).toMatchObject({
      origin: "https://login.example.jp",
      settings: { login: { lifetimeMinutes: 30 } },
      resources: { tableName: "nidan", challengeKeyIds: [], vaultKeyIds: [], signingKeyIds: [] },
    });
  });

  test("given several keys of a root, when it is read, then they stay in order", () => {
    const { resources } = readConfig({
      ...least,
      CHALLENGE_KEY_IDS: "new,old",
      VAULT_KEY_IDS: "v",
      SIGNING_KEY_IDS: "",
    });
    expect(resources).toMatchObject({ challengeKeyIds: ["new", "old"], vaultKeyIds: ["v"], signingKeyIds: [] });
  });

  test.each(["NIDAN_ORIGIN", "TABLE_NAME"])("given no %s, when it is read, then the error names it", (name) => {
    expect(() => readConfig({ ...least, [name]: undefined })).toThrow(`${name}: must be set for this function`);
    expect(() => readConfig({ ...least, [name]: "" })).toThrow(`${name}: must be set for this function`);
  });

  test("given settings that are no JSON, when it is read, then the error names them and repeats nothing", () => {
    expect(() => readConfig({ ...least, NIDAN_SETTINGS: "{login" })).toThrow(/^NIDAN_SETTINGS: must be JSON$/);
  });

  test("given a wrong setting, when it is read, then the error says where it was found", () => {
    expect(() => readConfig({ ...least, NIDAN_SETTINGS: '{"login":{"lifetimeMinutes":4}}' })).toThrow(
      "login.lifetimeMinutes: must be at least 5 (NIDAN_SETTINGS)",
    );
  });
});
