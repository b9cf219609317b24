import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Findings, inspect } from "./inspection.ts";
import { stateSets } from "./states/sets.ts";
import { codeOf, enterPassword, heading, sendCode } from "./steps.ts";
import { type Suite, startSuite } from "./suite.ts";
import { createTurns } from "./turns.ts";

const { settings, states } = stateSets.usual;

const names = Object.keys(states).filter((name): name is keyof typeof states => name in states);

const inspections = new Map<string, Promise<Findings>>();

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite(settings);
  // A few side by side: a page that loads leaves a processor free for one that is examined.
  const inTurn = createTurns(3);
  for (const name of names) {
    const inspection = inTurn(async () => inspect(await states[name](suite), name));
    // Its own test tells of it, maybe much later.
    inspection.catch(() => {});
    inspections.set(name, inspection);
  }
});
afterAll(async () => {
  await Promise.allSettled(inspections.values());
  await suite.close();
});

describe("linkApproval 13: every page works on a phone and on a PC", () => {
  test.each(
    names,
  )("%s: nothing reaches out of the window, and axe finds nothing in either colour scheme", async (name) => {
    expect(await inspections.get(name)).toMatchObject({ axe: [], overflow: [], small: [] });
  });
});

test("memberSite 14: text of twice the size, or a window of a quarter, breaks no page", async () => {
  const zoom = await Promise.all(names.map(async (name) => [name, (await inspections.get(name))?.zoom]));
  expect(zoom).toEqual(names.map((name) => [name, []]));
});

test("given the strict policy, then no page breaks it, and none throws", async () => {
  await Promise.allSettled(inspections.values());
  expect(suite.complaints).toEqual([]);
});

test("given a keyboard alone, then the login can be done, and each page says first where one is", async () => {
  const person = await suite.person(2);
  const page = await suite.open("/login");
  const { keyboard } = page;
  const atHeading = (text: string) =>
    page.waitForFunction(
      (name) => document.activeElement?.matches("h1") && document.activeElement.textContent === name,
      text,
    );
  const tabTo = async (name: string) => {
    for (let tabs = 0; tabs < 12; tabs += 1) {
      await keyboard.press("Tab");
      if ((await page.evaluate(() => document.activeElement?.textContent)) === name) return;
    }
    throw new Error(`no way to ${name}`);
  };
  await page.getByRole("textbox", { name: "ログインID" }).focus();
  await keyboard.type(person.identifier);
  await keyboard.press("Tab");
  await keyboard.type(person.password);
  await tabTo("ログイン");
  await keyboard.press("Enter");
  await atHeading("ご本人確認");
  await keyboard.press("Tab");
  // Past the URL and the call to the first number, to the SMS to the second.
  await keyboard.press("ArrowDown");
  await keyboard.press("ArrowDown");
  await keyboard.press("ArrowDown");
  await tabTo("認証コードを送信する");
  await keyboard.press("Space");
  await atHeading("認証コードの入力");
  await tabTo("認証コードが届かない方");
  await keyboard.press("Enter");
  await atHeading("認証コードが届かない方へ");
  await tabTo("認証コードの入力に戻る");
  await keyboard.press("Enter");
  await atHeading("認証コードの入力");
  await keyboard.press("Tab");
  await keyboard.type(codeOf(suite, person));
  await keyboard.press("Enter");
  await atHeading("ログインしました");
});

test("given the browser reads the SMS itself, then the code is filled in and the person still sends it", async () => {
  const person = await suite.person();
  const page = await suite.open("/login");
  await enterPassword(page, person);
  await heading(page, "ご本人確認").waitFor();
  // Chromium here has no telephone: this stands for its WebOTP.
  await page.evaluate(() => {
    Object.assign(window, { OTPCredential: class {} });
    navigator.credentials.get = async (options) =>
      options && "otp" in options ? Object.assign(new EventTarget(), { id: "", type: "otp", code: "123456" }) : null;
  });
  await sendCode(page);
  await page.waitForFunction(() => document.querySelector("input")?.value === "123456");
  await heading(page, "認証コードの入力").waitFor();
  expect(await page.locator(".notice").count()).toBe(0);
});
