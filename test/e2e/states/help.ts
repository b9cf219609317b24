import { lost, nameSupport, setService } from "../network.ts";
import { heading } from "../steps.ts";
import { atCode, type Reach, type States } from "./reach.ts";

const topic =
  (path: string): Reach =>
  ({ open }) =>
    open(path);

export const helpStates = {
  help: topic("/help"),
  "help-sms": topic("/help/sms"),
  "help-app": topic("/help/approval-app"),
  "help-voice": topic("/help/voice"),
  "help-mail": topic("/help/mail"),
  "help-unknown-message": topic("/help/unknown-message"),
  "help-changed": topic("/help/changed"),
  "help-new-device": topic("/help/new-device"),
  "help-support": async (suite) => {
    const page = await suite.open("/help/changed");
    await nameSupport(page, {
      phone: { number: "0120-000-123", hours: { ja: "9時〜18時（年中無休）", en: "9 am to 6 pm, every day" } },
      web: "https://www.example.jp/support",
      app: { ja: "「設定」の「お問い合わせ」から", en: "Under “Settings”, “Contact”" },
    });
    await page.getByText("0120-000-123").waitFor();
    return page;
  },
  "help-of-login": async (suite) => {
    const { page } = await atCode(suite);
    await page.getByRole("link", { name: "認証コードが届かない方" }).click();
    await heading(page, "認証コードが届かない方へ").waitFor();
    return page;
  },
  about: async ({ open }) => {
    const page = await open("/about/messages");
    await page.getByText("no-reply@login.example.jp").waitFor();
    return page;
  },
  "about-senders": async ({ open }) => {
    const page = await open("/about/messages");
    await setService(page, { senders: { sms: ["+815000005678", "NIDAN"], voice: [], email: [] } });
    await page.getByText("NIDAN", { exact: true }).waitFor();
    return page;
  },
  "not-loaded": async ({ open }) => {
    const page = await open("/login");
    await page.route("**/assets/help-*.js", lost);
    await page.getByRole("link", { name: "ヘルプ" }).click();
    await heading(page, "ページを読み込めませんでした").waitFor();
    return page;
  },
} as const satisfies States;
