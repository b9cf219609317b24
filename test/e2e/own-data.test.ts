import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { button, stepUpByPassword, stepUpBySms, toSettings } from "./settings-steps.ts";
import { type Suite, startSuite } from "./suite.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite();
});
afterAll(() => suite.close());

describe("the page that hands over what is kept", () => {
  test.each([
    ["a number", 1],
    ["no second factor", 0],
  ])("given somebody with %s, when they prove it anew, then they have a file with all of it, and are told so", async (_, numbers) => {
    const person = await suite.person(numbers);
    const page = await toSettings(suite, person, "/settings/export");
    const downloading = page.waitForEvent("download");
    await button(page, "ダウンロードする").click();
    if (numbers > 0) await stepUpBySms(suite, page, person);
    else await stepUpByPassword(page, person);
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/登録情報\.json$/);
    const data = JSON.parse(await readFile(await download.path(), "utf8"));
    expect(data.account.identifier).toBe(person.identifier);
    expect(data.authenticators.map(({ destination }: { destination: string }) => destination)).toEqual(person.phones);
    expect(data.activities[0]).toMatchObject({ kind: "account_exported", by: "person" });
    await page.locator("main").getByText("ダウンロードしました。").waitFor();
  });

  test("given somebody who gives the second factor up, when they come back, then nothing was exported", async () => {
    const person = await suite.person(1);
    const page = await toSettings(suite, person, "/settings/export");
    await button(page, "ダウンロードする").click();
    await button(page, "変更せずに戻る").click();
    await button(page, "ダウンロードする").waitFor();
    expect(await page.getByText("ダウンロードしました。").count()).toBe(0);
  });
});
