import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { SettingsError } from "../../shared/parse-settings.ts";
import { readSettings } from "./choices.ts";

function cdkJson(text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), "nidan-choices-")), "cdk.json");
  writeFileSync(file, text);
  return file;
}
const withContext = (context: unknown): string => cdkJson(JSON.stringify({ context }));

describe("the settings of npm start", () => {
  test("given the repository's own cdk.json, when they are read, then all can be tried", () => {
    expect(readSettings()).toMatchObject({
      login: { order: "password_first" },
      links: { sms: "approve", email: "continue" },
      approvals: { qr: true },
      email: { from: "no-reply@login.example.jp" },
      voice: { number: "+815000001234" },
    });
  });

  test("given a preset in cdk.json, when they are read, then it lies under the operator's own", () => {
    const file = withContext({ preset: "appApproval", nidan: { trust: { nameRequired: false } } });
    expect(readSettings(undefined, file)).toMatchObject({
      login: { order: "together" },
      links: { sms: "off", email: "off" },
      trust: { nameRequired: false, defaultChecked: true },
    });
  });

  test("given another by an option, when they are read, then that one counts", () => {
    expect(readSettings("memberSite", withContext({ preset: "appApproval" }))).toMatchObject({
      login: { order: "password_first" },
      selfDisable: false,
    });
  });

  test.each([
    ['preset: there is no "another"; set one of linkApproval,', JSON.stringify({ context: { preset: "another" } })],
    ["nidan: must be of type object", JSON.stringify({ context: { nidan: [] } })],
    ["cdk.json: must be JSON", "{"],
    ["cdk.json: must be JSON, with an object as its context", '{"context": []}'],
  ])("given a wrong cdk.json, when it is read, then the line says: %s", (line, text) => {
    const read = () => readSettings(undefined, cdkJson(text));
    expect(read).toThrow(SettingsError);
    expect(read).toThrow(line);
  });
});
