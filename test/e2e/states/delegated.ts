import { delegatedPath } from "../delegated.ts";
import { lost, never, refuse } from "../network.ts";
import { codeOf, enterCode, heading, sendCode } from "../steps.ts";
import type { Suite } from "../suite.ts";
import type { States } from "./reach.ts";

export const delegatedClient = { clientId: "shop", returnUrls: ["http://localhost:8080/signed-in"] };

/** Sent there by the backend, and through the second step, with the way back as given. */
async function returning(suite: Suite, way: Parameters<Awaited<ReturnType<Suite["open"]>>["route"]>[1]) {
  const person = await suite.person(1);
  const page = await suite.open(await delegatedPath(suite, person, "http://localhost:8080/signed-in"));
  await heading(page, "ご本人確認").waitFor();
  await sendCode(page);
  await page.route("**/return", way);
  await enterCode(page, codeOf(suite, person));
  return page;
}

/** With a ticket, and the claim as given. */
async function claiming(suite: Suite, way: Parameters<typeof returning>[1], title: string) {
  const page = await suite.open("/help");
  await page.route("**/v1/logins/claims", way);
  await page.goto(`${suite.stack.origin}/login/continue#ticket`);
  await heading(page, title).waitFor();
  return page;
}

/** A login that another service has begun: the way here and the way back. */
export const delegatedStates = {
  "continue-loading": (suite) => claiming(suite, never, "ログインの続きを準備しています…"),
  "continue-offline": (suite) => claiming(suite, lost, "ログインの続きを表示できません"),
  "continue-used": (suite) => claiming(suite, refuse("unauthenticated", {}), "この画面はすでに使われています"),
  "continue-expired": (suite) => claiming(suite, refuse("login_expired", {}), "画面の有効期限が切れました"),
  "continue-closed": (suite) => claiming(suite, refuse("login_closed", {}), "このログインは終了しています"),
  "return-leaving": async (suite) => {
    const page = await returning(suite, never);
    await heading(page, "ご利用のサービスに戻ります…").waitFor();
    return page;
  },
  "return-failed": async (suite) => {
    const page = await returning(suite, lost);
    await heading(page, "サービスに戻れませんでした").waitFor();
    return page;
  },
} as const satisfies States;
