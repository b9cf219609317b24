import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { totpOf } from "../support/totp.ts";
import { seenQr } from "./qr.ts";
import { button, enrolApp, enterFirstCode, link, scanKey, stepUpByPassword, toSettings } from "./settings-steps.ts";
import { enterCode, heading, toMethodPage } from "./steps.ts";
import { type Suite, startSuite } from "./suite.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite();
});
afterEach(() => suite.stack.resetClock());
afterAll(() => suite.close());

/** Somebody without a second factor, who sets up an app. */
async function enrolled() {
  const person = await suite.person(0);
  const page = await toSettings(suite, person);
  const key = await enrolApp(page, () => stepUpByPassword(page, person));
  return { person, page, key };
}

async function toScan() {
  const person = await suite.person(0);
  const page = await toSettings(suite, person, "/settings/totp");
  await button(page, "QRコードを発行").click();
  await stepUpByPassword(page, person);
  await heading(page, "認証アプリへの登録").waitFor();
  return { person, page };
}

describe("setting an app up", () => {
  test("authenticatorApp 2: the settings show a QR that a reader understands, in dark mode too, and name apps for iOS and Android; any app of RFC 6238 that scans it works", async () => {
    const { page, person } = await toScan();
    const seen = [];
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      seen.push(await seenQr(page));
    }
    for (const { width } of seen) expect(width).toBeGreaterThanOrEqual(200);
    const [{ protocol, host, pathname, searchParams } = new URL("about:blank")] = seen.map(({ text }) => new URL(text));
    expect([protocol, host, decodeURIComponent(pathname)]).toEqual(["otpauth:", "totp", `/nidan:${person.identifier}`]);
    expect(new Set(seen.map(({ text }) => text)).size).toBe(1);

    await enterFirstCode(page, totpOf(searchParams.get("secret") ?? ""));
    await heading(page, "2要素認証が有効化されました。").waitFor();
    await page.goto(`${suite.stack.origin}/settings/totp`);
    await page.getByText("次のようなアプリをご利用いただけます。").waitFor();
    expect(await page.locator(".help dt").allInnerTexts()).toEqual(["iOS", "Android"]);
  });

  test("given a phone, then a button opens the app on it with the same key", async () => {
    const person = await suite.person(0);
    const page = await toSettings(suite, person, "/settings/totp", { hasTouch: true, isMobile: true });
    await button(page, "QRコードを発行").click();
    await stepUpByPassword(page, person);
    const uri = await link(page, "認証アプリを開いて登録する").getAttribute("href");
    expect(new URL(uri ?? "").protocol).toBe("otpauth:");
    expect(new URL(uri ?? "").searchParams.get("secret")).toBe(await scanKey(page));
  });
});

describe("signing in with an app", () => {
  test("given a code that was used, then the page asks to wait for new digits", async () => {
    const { person, key } = await enrolled();
    const page = await toMethodPage(suite, person);
    await button(page, "次へ").click();
    await enterCode(page, totpOf(key));
    await page.getByText("認証アプリに新しい数字が表示されてから、").first().waitFor();
  });
});
