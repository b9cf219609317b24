import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parseSettings } from "../shared/parse-settings.ts";
import { withService, withTexts } from "./page-texts.ts";

const page = readFileSync(join(import.meta.dirname, "../web/index.html"), "utf8");
const held = (html: string) =>
  JSON.parse(
    (/name="nidan-service" content="([^"]*)"/.exec(html)?.[1] ?? "").replace(/&#(\d+);/g, (_, code) =>
      String.fromCharCode(code),
    ),
  );

describe("the operator's texts in the page", () => {
  test("given no settings, when the page is written, then the service has its short name and the usual apps", () => {
    expect(held(withTexts(page, parseSettings({ service: { shortName: "Shop" } })))).toMatchObject({
      name: { ja: "Shop", en: "Shop" },
      support: {},
      apps: [{ system: "iOS" }, { system: "Android" }],
    });
  });

  test.each([
    '"><script>alert(1)</script>',
    "&quot;&#34;<b>",
    "$& $1 $' \\u0022",
  ])("given %j, when the page is written, then it is text and nothing else", (ja) => {
    const html = withTexts(page, parseSettings({ service: { name: { ja, en: "Shop" } } }));
    expect(held(html).name.ja).toBe(ja);
    expect(html.length - page.length).toBe((/service" content="([^"]*)/.exec(html)?.[1] ?? "").length);
    expect(html.match(/<script/g)).toHaveLength(1);
  });

  test("given a page without the place, when it is written, then it fails", () => {
    expect(() => withService("<html></html>", {})).toThrow("no place");
  });
});
