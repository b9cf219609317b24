import { describe, expect, test } from "@jest/globals";
import { eventOf } from "../../test/support/events.ts";
import { ringOf, rootOf } from "../../test/support/samples.ts";
import { deviceOf } from "./device.ts";
import { originSecretOf } from "./source.ts";

const root = rootOf(1);
const fromEdge = { "x-nidan-origin": originSecretOf(root) };
const askedWith = (headers: Readonly<Record<string, string>>) =>
  deviceOf(eventOf("startLogin", { headers }), ringOf(root));

const chrome = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0";

describe("the names of a caller's browser and system", () => {
  test.each([
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome} Safari/537.36`, { browser: "Chrome", system: "Windows" }],
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome} Safari/537.36 Edg/140.0.0.0`,
      { browser: "Microsoft Edge", system: "Windows" },
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
      { browser: "Safari", system: "iOS" },
    ],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0",
      { browser: "Firefox", system: "macOS" },
    ],
  ])("given %s, when they are asked for, then they are known ones", async (userAgent, names) => {
    expect(await askedWith({ "user-agent": userAgent })).toEqual(names);
  });

  test.each([
    ["a name of somebody's own", "Your-Bank/1.0"],
    ["markup", "<script>alert(1)</script>/1.0"],
    ["a line break", "Chrome\r\nSafari"],
    ["nothing", ""],
    ["more than a browser says", `Mozilla/5.0 (Windows NT 10.0) ${chrome} ${"x".repeat(512)}`],
  ])("given %s as user agent, when they are asked for, then no words of the caller's are shown", async (_, userAgent) => {
    expect(Object.values(await askedWith({ "user-agent": userAgent }))).not.toContain(userAgent.split("/")[0]);
    expect(await askedWith({ "user-agent": userAgent })).not.toHaveProperty("system");
  });
});

describe("the area of a caller", () => {
  const viewer = { "cloudfront-viewer-country": "JP", "cloudfront-viewer-country-region": "13" };

  test("given the edge's word, when it is asked for, then it is the viewer's", async () => {
    expect(await askedWith({ ...fromEdge, ...viewer })).toEqual({ country: "JP", region: "13" });
  });

  test("given anybody's word, when it is asked for, then it is not known", async () => {
    expect(await askedWith(viewer)).toEqual({});
    expect(await askedWith({ ...viewer, "x-nidan-origin": "a.b" })).toEqual({});
  });

  test.each([
    ["no country", { "cloudfront-viewer-country-region": "13" }, {}],
    ["a country that is none", { ...viewer, "cloudfront-viewer-country": "Japan" }, {}],
    ["a region that is none", { ...viewer, "cloudfront-viewer-country-region": "<b>" }, { country: "JP" }],
  ])("given %s of the edge, when it is asked for, then what is known is told", async (_, headers, device) => {
    expect(await askedWith({ ...fromEdge, ...headers })).toEqual(device);
  });
});
