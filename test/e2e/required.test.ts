import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { link, toSettings } from "./settings-steps.ts";
import { heading } from "./steps.ts";
import { type Suite, startSuite } from "./suite.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite({ selfDisable: false });
});
afterAll(() => suite.close());

test("memberSite 11: where the service requires it, it cannot be switched off, and the page says what to do instead", async () => {
  const page = await toSettings(suite, await suite.person());
  await link(page, "2段階認証の解除").click();
  await heading(page, "2段階認証の解除").waitFor();
  await page.getByText("このサービスでは、2段階認証を解除できません。").waitFor();
  await page.getByText("新しい認証方法を追加してから、使わなくなった方法を削除してください。").waitFor();
  expect(await page.getByRole("button", { name: "解除する" }).count()).toBe(0);

  const refused = await page.evaluate(async () => {
    const answer = await fetch("/v1/me/settings", {
      method: "PATCH",
      headers: { "content-type": "application/json", "if-match": '"0"' },
      body: JSON.stringify({ enabled: false }),
    });
    return { status: answer.status, code: (await answer.json()).code };
  });
  expect(refused).toEqual({ status: 403, code: "self_disable_off" });
  await link(page, "変更せずに戻る").click();
  await page.getByText("有効", { exact: true }).waitFor();
});
