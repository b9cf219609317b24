import { button, link, toSettings } from "../settings-steps.ts";
import { heading } from "../steps.ts";
import type { Reach, States } from "./reach.ts";

const atActivity: Reach = async (suite) => {
  const page = await toSettings(suite, await suite.person());
  await link(page, "アクティビティ").click();
  await page.getByText("このブラウザ").waitFor();
  await page.locator(".page .loading").first().waitFor({ state: "detached" });
  return page;
};

const atNotMe =
  (path: string): Reach =>
  async ({ open }) => {
    const page = await open(path);
    await page.getByRole("heading", { level: 1 }).waitFor();
    return page;
  };

/** What happened, where somebody is signed in, and "not me". */
export const activityStates = {
  activity: atActivity,
  "activity-not-me": async (suite) => {
    const page = await atActivity(suite);
    await button(page, "心当たりがない場合").click();
    await button(page, "すべて解除する").click();
    await page.getByText("チェックを入れてください").waitFor();
    return page;
  },
  "activity-not-me-done": async (suite) => {
    const page = await atActivity(suite);
    await button(page, "心当たりがない場合").click();
    await page.getByLabel("上記の内容を確認しました。").check();
    await button(page, "すべて解除する").click();
    await heading(page, "すべて解除しました").waitFor();
    return page;
  },
  "not-me": atNotMe("/not-me#token"),
  "not-me-expired": atNotMe("/not-me"),
  "password-due": atNotMe("/login/ended?reason=passwordDue"),
} as const satisfies States;
