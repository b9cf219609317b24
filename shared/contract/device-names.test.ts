import { describe, expect, test } from "@jest/globals";
import { areaName, browserName } from "./device-names.ts";

describe("the area of a device", () => {
  test.each([
    [{ country: "JP", region: "13" }, "東京都", "Tokyo, Japan"],
    [{ country: "JP", region: "01" }, "北海道", "Hokkaido, Japan"],
    [{ country: "JP", region: "47" }, "沖縄県", "Okinawa, Japan"],
    [{ country: "JP", region: "48" }, "日本", "Japan"],
    [{ country: "JP", region: "00" }, "日本", "Japan"],
    [{ country: "JP" }, "日本", "Japan"],
    [{ country: "US", region: "13" }, "アメリカ合衆国", "United States"],
  ])("given %j, when it is named, then it is %s and %s", (device, ja, en) => {
    expect(areaName(device, "ja")).toBe(ja);
    expect(areaName(device, "en")).toBe(en);
  });

  test("given no country, when it is named, then there is no name", () => {
    expect(areaName({ region: "13" }, "ja")).toBeUndefined();
  });
});

describe("the name of a browser", () => {
  test.each([
    [{ browser: "Chrome", system: "Windows" }, "Chrome / Windows"],
    [{ browser: "Chrome" }, "Chrome"],
    [{ system: "iOS" }, "iOS"],
    [{}, undefined],
  ])("given %j, when it is named, then it is %s", (device, name) => {
    expect(browserName(device)).toBe(name);
  });
});
