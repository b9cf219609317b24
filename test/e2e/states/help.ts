import { lost, nameSupport, never } from "../network.ts";
import { heading } from "../steps.ts";
import { atCode, type Reach, type States } from "./reach.ts";

const topic =
  (path: string): Reach =>
  ({ open }) =>
    open(path);

/** A page that has not read the service's facts yet. */
const atHelp: Reach = async ({ open }) => {
  const page = await open("/help");
  await page.getByRole("heading", { level: 1 }).waitFor();
  return page;
};

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
  "about-senders": async (suite) => {
    const page = await atHelp(suite);
    await page.route("**/v1/service", (route) =>
      route.fulfill({
        json: { shortName: "nidan", senders: { sms: ["+815000005678", "NIDAN"], voice: [], email: [] } },
      }),
    );
    await page.getByRole("contentinfo").getByRole("link", { name: "公式の送信元のご案内" }).click();
    await page.getByText("NIDAN", { exact: true }).waitFor();
    return page;
  },
  "about-loading": async (suite) => {
    const page = await atHelp(suite);
    await page.route("**/v1/service", never);
    await page.getByRole("contentinfo").getByRole("link", { name: "公式の送信元のご案内" }).click();
    await page.getByText("送信元を読み込んでいます").waitFor();
    return page;
  },
  "about-offline": async (suite) => {
    const page = await atHelp(suite);
    await page.route("**/v1/service", lost);
    await page.getByRole("contentinfo").getByRole("link", { name: "公式の送信元のご案内" }).click();
    await page.getByText("送信元を読み込めませんでした").waitFor();
    return page;
  },
} as const satisfies States;
