import { onPreset } from "../preset.ts";
import { changeLines } from "./changing.ts";
import { helpLines } from "./help.ts";
import { recoveryLines } from "./recovery.ts";
import { screenLines } from "./screen.ts";

/** The operator's own texts. */
const operator = {
  support: {
    phone: { number: "0120-000-123", hours: { ja: "9時〜18時", en: "9 am to 6 pm" } },
    web: "https://www.example.jp/support",
    app: { ja: "「設定」の「お問い合わせ」から", en: "Under “Settings”" },
  },
  totp: { apps: [{ system: "iPhone", names: ["会員認証アプリ"] }] },
};

onPreset("memberSite", { operator }, [screenLines, changeLines, recoveryLines, helpLines]);
