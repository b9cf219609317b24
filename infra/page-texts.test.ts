import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parseSettings } from "../shared/parse-settings.ts";
import { serviceIn } from "../test/support/page-texts.ts";
import { withService, withTexts } from "./page-texts.ts";

const page = readFileSync(join(import.meta.dirname, "../web/index.html"), "utf8");
describe("the operator's texts in the page", () => {
  test("given no settings, when the page is written, then the service has its short name and the usual apps", () => {
    expect(serviceIn(withTexts(page, parseSettings({ service: { shortName: "Shop" } })))).toMatchObject({
      name: { ja: "Shop", en: "Shop" },
      support: {},
      apps: [{ system: "iOS" }, { system: "Android" }],
    });
  });

  test("given an order and senders, when the page is written, then nothing of the first page has to be asked for", () => {
    const settings = parseSettings({ login: { order: "approval_first" }, voice: { number: "+815000001234" } });
    expect(serviceIn(withTexts(page, settings))).toMatchObject({
      loginOrder: "approval_first",
      senders: { voice: ["+815000001234"] },
    });
  });

  test("given a longest time of trust, when the page is written, then it knows what may be chosen", () => {
    const settings = parseSettings({ trust: { days: 1, mostDays: 7 } });
    expect(serviceIn(withTexts(page, settings)).mostTrustDays).toBe(7);
  });

  test.each([
    '"><script>alert(1)</script>',
    "&quot;&#34;<b>",
    "$& $1 $' \\u0022",
  ])("given %j, when the page is written, then it is text and nothing else", (ja) => {
    const html = withTexts(page, parseSettings({ service: { name: { ja, en: "Shop" } } }));
    expect(serviceIn(html).name.ja).toBe(ja);
    expect(html.length - page.length).toBe((/service" content="([^"]*)/.exec(html)?.[1] ?? "").length);
    expect(html.match(/<script/g)).toHaveLength(1);
  });

  test("given passwords elsewhere, when the page is written, then it knows, and where they are changed", () => {
    const functionArn = "arn:aws:lambda:ap-northeast-1:123456789012:function:passwords";
    const changePage = "https://www.example.jp/password";
    const settings = parseSettings({ password: { verifier: { functionArn, changePage } } });
    expect(serviceIn(withTexts(page, settings)).passwordsElsewhere).toEqual({ changePage });
    expect(withTexts(page, settings)).not.toContain(functionArn);
    expect(serviceIn(withTexts(page, parseSettings({}))).passwordsElsewhere).toBeUndefined();
  });

  test("given a page without the place, when it is written, then it fails", () => {
    expect(() => withService("<html></html>", {})).toThrow("no place");
  });
});
