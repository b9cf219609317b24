import type { ProblemBody } from "../../../shared/contract/schemas.ts";
import { refuse, rewrite } from "../network.ts";
import { enterPassword, heading } from "../steps.ts";
import type { Suite } from "../suite.ts";
import { atMethod, loginPage, methodsThatWork, type States } from "./reach.ts";

async function refusedAtMethod(suite: Suite, methods: ProblemBody["methods"]) {
  const page = await atMethod(suite, 2);
  await page.route("**/challenges", refuse("delivery_unavailable", { methods }));
  await page.getByRole("button", { name: "認証コードを送信する" }).click();
  await page.getByText("ただいま送信できません").waitFor();
  return page;
}

export const methodStates = {
  "method-one": (suite) => atMethod(suite, 0, 1),
  "method-call": (suite) => atMethod(suite, ["+81312345678"]),
  "method-mails": (suite) => atMethod(suite, 0, 2),
  "method-many": (suite) => atMethod(suite, 3, 2),
  "method-none": async (suite) => {
    const page = await loginPage(suite);
    await rewrite(page, "**/v1/logins", /"methods":\[.*?\]/, '"methods":[]');
    await enterPassword(page, await suite.person());
    await heading(page, "ご本人確認").waitFor();
    return page;
  },
  "method-undelivered": (suite) => refusedAtMethod(suite, methodsThatWork),
  "method-undeliverable": (suite) => refusedAtMethod(suite, []),
} as const satisfies States;
