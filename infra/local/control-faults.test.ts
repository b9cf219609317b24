import { describe, expect, test } from "@jest/globals";
import type { Locator } from "playwright-core";
import { open, page, sendSms, useLocalPages } from "./local-pages.ts";
import { faultsOf, serviceNames } from "./receiver/faults.ts";

useLocalPages();

describe("the switches for faults", () => {
  const optionsOf = (select: Locator) =>
    select.locator("option").evaluateAll((options) => options.map((option) => option.getAttribute("value")));

  test.each(serviceNames)("given %s, when it is chosen, then all that it can suffer can be", async (service) => {
    await open("/local/inbox");
    await page.getByLabel("サービス").selectOption(service);
    expect(await optionsOf(page.getByLabel("内容"))).toEqual(faultsOf(service));
  });

  test("given a fault, when it is set, spent and cleared, then what is still to come is shown", async () => {
    await open("/local/inbox");
    await page.getByText("None set").waitFor();
    await page.getByLabel("サービス").selectOption("sns");
    await page.getByLabel("内容").selectOption("undelivered");
    await page.getByLabel("回数").fill("3");
    await page.getByRole("button", { name: "設定" }).click();
    const item = (times: number) => page.getByRole("listitem").filter({ hasText: `undelivered × ${times}` });
    await item(3).waitFor();
    await sendSms("hello");
    await item(2).waitFor();
    await page.getByRole("button", { name: "解除" }).click();
    await page.getByText("None set").waitFor();
  });
});
