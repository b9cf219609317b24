import { expect } from "@jest/globals";
import { shownBy } from "../../../../infra/local/enrolment.ts";
import { appOwner, enterBackupCode, toSettingsByApp } from "../../app-steps.ts";
import {
  button,
  enterFirstCode,
  link,
  makeCodes,
  scanKey,
  shownCodes,
  stepUpByApp,
  stepUpByPassword,
} from "../../settings-steps.ts";
import { enterPassword, heading, says } from "../../steps.ts";
import { say } from "../../tongue.ts";
import type { LinesOf } from "../preset.ts";

const refused = "バックアップコードが正しくないか、すでに使われています。";
const voids = "バックアップコードは、使っていないものもすべて使えなくなります。";

export const codeSetLines: LinesOf<"authenticatorApp"> = (line) => {
  line(11, "a new set is confirmed first, and voids the whole old one, used or not", async (suite) => {
    const owner = await appOwner(suite);
    await heading(await enterBackupCode(suite, owner, owner.backupCodes[0]), "ログインしました").waitFor();
    const page = await toSettingsByApp(suite, owner, "/settings/backup-codes");
    expect(await button(page, "現在のバックアップコードを表示する").count()).toBe(0);
    await button(page, "新しく作成").click();
    await says(page, `新しく作成すると、以前の${voids}`);
    const fresh = await makeCodes(page, () => stepUpByApp(suite, page, owner.key), "新しく作成");
    expect(fresh.filter((code) => owner.backupCodes.includes(code))).toEqual([]);
    for (const old of owner.backupCodes.slice(0, 2)) await says(await enterBackupCode(suite, owner, old), refused);
    await heading(await enterBackupCode(suite, owner, fresh[0]), "ログインしました").waitFor();
  });

  line(12, "with three left, the login and the settings ask to make new ones", async (suite) => {
    const owner = await appOwner(suite);
    for (const code of owner.backupCodes.slice(0, 6)) {
      const page = await enterBackupCode(suite, owner, code);
      await heading(page, "ログインしました").waitFor();
      expect(
        await page
          .getByText(say(page, "使えるバックアップコードは残り4個です。新しく作成することをおすすめします。"))
          .count(),
      ).toBe(0);
      await page.context().close();
    }
    const page = await enterBackupCode(suite, owner, owner.backupCodes[6]);
    const few = "使えるバックアップコードは残り3個です。新しく作成することをおすすめします。";
    await says(page, few);
    await link(page, "設定").click();
    await says(page, few);
    await says(page, "残り3個");
  });

  line(13, "a new enrolment voids the codes", async (suite) => {
    const owner = await appOwner(suite);
    const page = await toSettingsByApp(suite, owner, "/settings/totp");
    await says(page, "これまでの認証アプリとバックアップコードは使えなくなります。");
    await button(page, "QRコードを発行").click();
    await stepUpByApp(suite, page, owner.key);
    await enterFirstCode(page, shownBy(await scanKey(page)));
    await heading(page, "2要素認証が有効化されました。").waitFor();
    await link(page, "2段階認証の設定に戻る").click();
    await says(page, "未作成");
    const next = await suite.open("/login");
    await enterPassword(next, owner.person);
    await button(next, "次へ").waitFor();
    expect(await button(next, "バックアップコードを使用してログインする").count()).toBe(0);
  });

  line(13, "disabling voids the codes, also when it is enabled again; so does a new set", async (suite) => {
    const owner = await appOwner(suite);
    const page = await toSettingsByApp(suite, owner, "/settings/switch");
    await button(page, "解除する").click();
    await stepUpByApp(suite, page, owner.key);
    await says(page, "2段階認証を解除しました。次回から、パスワードだけでログインできます。");
    await link(page, "認証アプリの設定").last().click();
    await button(page, "QRコードを発行").click();
    await stepUpByPassword(page, owner.person);
    const key = await scanKey(page);
    await enterFirstCode(page, shownBy(key));
    await heading(page, "2要素認証が有効化されました。").waitFor();
    await link(page, "バックアップコードを作成する").click();
    const fresh = await makeCodes(page, () => stepUpByApp(suite, page, key));
    expect(fresh.filter((code) => owner.backupCodes.includes(code))).toEqual([]);
    await says(await enterBackupCode(suite, owner, owner.backupCodes[0]), refused);
    await button(page, "保管しました").click();
    await button(page, "新しく作成").click();
    await button(page, "新しく作成").click();
    await page.locator(".codes").waitFor();
    expect(await shownCodes(page)).not.toEqual(fresh);
    await says(await enterBackupCode(suite, owner, fresh[0]), refused);
  });

  line(
    15,
    "「解除する」, confirmed and proved anew, leaves the password alone, and the codes are dead",
    async (suite) => {
      const owner = await appOwner(suite);
      const page = await toSettingsByApp(suite, owner);
      await link(page, "2段階認証の解除").click();
      await heading(page, "2段階認証の解除").waitFor();
      await says(page, voids);
      await button(page, "解除する").click();
      await stepUpByApp(suite, page, owner.key);
      await says(page, "2段階認証を解除しました。次回から、パスワードだけでログインできます。");
      await says(page, "未作成");
      const next = await suite.open("/login");
      await enterPassword(next, owner.person);
      await heading(next, "ログインしました").waitFor();
    },
  );
};
