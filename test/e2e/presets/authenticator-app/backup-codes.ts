import { readFile } from "node:fs/promises";
import { expect } from "@jest/globals";
import type { Page } from "playwright-core";
import { appOwner, enterBackupCode, toAppCode, toSettingsByApp } from "../../app-steps.ts";
import { button, link, makeCodes, stepUpByApp } from "../../settings-steps.ts";
import { enterPassword, heading, heldBy, says } from "../../steps.ts";
import type { Suite } from "../../suite.ts";
import type { LinesOf } from "../preset.ts";

const refused = "バックアップコードが正しくないか、すでに使われています。";

/** The page that shows a set that was just made. */
async function withNewCodes(suite: Suite) {
  const owner = await appOwner(suite);
  const page = await toSettingsByApp(suite, owner, "/settings/backup-codes");
  await button(page, "新しく作成").click();
  const codes = await makeCodes(page, () => stepUpByApp(suite, page, owner.key), "新しく作成");
  return { page, codes };
}

async function downloadedFrom(page: Page): Promise<string> {
  const downloading = page.waitForEvent("download");
  await button(page, "ファイルに保存する").click();
  return readFile(await (await downloading).path(), "utf8");
}

export const backupLines: LinesOf<"authenticatorApp"> = (line) => {
  line(7, "「バックアップコードを使用してログインする」, and eight digits sign in", async (suite) => {
    const owner = await appOwner(suite);
    const page = await toAppCode(suite, owner);
    await button(page, "バックアップコードを使用してログインする").click();
    await heading(page, "バックアップコードの入力").waitFor();
    expect(new URL(page.url()).pathname).toBe("/login/backup");
    expect(owner.backupCodes[3]).toMatch(/^\d{8}$/);
    await page.getByRole("textbox").fill(owner.backupCodes[3] ?? "");
    await button(page, "認証する").click();
    await heading(page, "ログインしました").waitFor();
  });

  line(8, "there are ten codes, and each works once", async (suite) => {
    const owner = await appOwner(suite);
    expect(new Set(owner.backupCodes).size).toBe(10);
    for (const code of owner.backupCodes.slice(0, 2)) {
      const page = await enterBackupCode(suite, owner, code);
      await heading(page, "ログインしました").waitFor();
      await says(await enterBackupCode(suite, owner, code), refused);
    }
  });

  line(8, "of a hundred tries of one code at once one succeeds", async (suite) => {
    const owner = await appOwner(suite);
    const [code = ""] = owner.backupCodes;
    const page = await suite.open("/login");
    await enterPassword(page, owner.person);
    await button(page, "バックアップコードを使用してログインする").click();
    await heading(page, "バックアップコードの入力").waitFor();
    const statuses = await page.evaluate(
      async ([path, token, body]) => {
        const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
        const tries = Array.from({ length: 100 }, () =>
          fetch(path ?? "", { method: "POST", headers, body: body ?? "" }),
        );
        return (await Promise.all(tries)).map(({ status }) => status);
      },
      await heldBy(page).then(({ loginId, loginToken }) => [
        `/v1/logins/${loginId}/verifications`,
        loginToken,
        JSON.stringify({ code }),
      ]),
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    await says(await enterBackupCode(suite, owner, code), refused);
  });

  line(9, "the downloaded file warns about leaking, and so does the page", async (suite) => {
    const { page } = await withNewCodes(suite);
    await says(page, "保存したファイルが流出すると、不正にログインされるおそれがあります。");
    const warning = suite.run?.locale === "en" ? /if (this file|it) leaks|leak/i : /このファイルが流出すると/;
    expect(await downloadedFrom(page)).toMatch(warning);
  });

  line(10, "the file lets people mark which are unused, by numbered boxes to tick", async (suite) => {
    const { page, codes } = await withNewCodes(suite);
    const boxes = (await downloadedFrom(page)).split("\r\n").filter((line) => line.includes("[ ]"));
    expect(boxes).toEqual(
      codes.map((code, place) => `${String(place + 1).padStart(2, " ")}. [ ] ${code.slice(0, 4)} ${code.slice(4)}`),
    );
  });

  line(
    14,
    "after a backup code the page says that this is temporary, and to disable and enrol again soon",
    async (suite) => {
      const owner = await appOwner(suite);
      const page = await enterBackupCode(suite, owner, owner.backupCodes[0]);
      await says(page, "バックアップコードは一時的なログイン方法です。");
      await says(page, "お早めに2段階認証をいったん解除し、設定し直してください。");
      await link(page, "設定").waitFor();
    },
  );
};
