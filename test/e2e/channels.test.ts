import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { choose, sendCode, toMethodPage } from "./steps.ts";
import { type Suite, startSuite } from "./suite.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite();
});
afterAll(() => suite.close());

describe("the method page", () => {
  test("given a fixed line, then a call is all that is offered, and its button says so", async () => {
    const page = await toMethodPage(suite, await suite.person(["+81312345678"]));
    expect(await page.getByRole("radio").count()).toBe(0);
    await page.getByText("031-****-5678").waitFor();
    await page.getByRole("button", { name: "電話をかける" }).click();
    await page.getByText("電話に出たら、電話機のボタンで").waitFor();
  });
});

describe("a code by call", () => {
  test("given a call stands, when it is asked for again, then the words are those of calls", async () => {
    const person = await suite.person();
    const page = await toMethodPage(suite, person);
    await choose(page, "voice");
    await sendCode(page);
    await page.getByRole("button", { name: "もう一度電話をかける" }).waitFor();
    await page.getByText("でかけ直せます").waitFor();
    await page.getByText(/認証コードのあとに照合文字「\w\w」をお伝えします。/).waitFor();
    await page.getByText("通話中も、この画面は閉じないでください。").waitFor();
  });
});
