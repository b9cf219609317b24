import type { Page } from "playwright-core";
import type { ProblemBody } from "../../../shared/contract/schemas.ts";
import { lost } from "../network.ts";
import { toSettings } from "../settings-steps.ts";
import { codeOf, sendCode, toCodePage, toMethodPage } from "../steps.ts";
import type { Suite } from "../suite.ts";

/** The way to a page in one state. */
export type Reach = (suite: Suite) => Promise<Page>;
export type States = { readonly [name: string]: Reach };

export const loginPage: Reach = ({ open }) => open("/login");

export async function atCode(suite: Suite, phones = 1) {
  const person = await suite.person(phones);
  return { person, page: await toCodePage(suite, person), code: codeOf(suite, person) };
}

export const atMethod = async (suite: Suite, phones: number | readonly string[], emails = 0) =>
  toMethodPage(suite, await suite.person(phones, emails));

/** What a refusal may name as still working. */
export const methodsThatWork: ProblemBody["methods"] = [
  { methodId: "voice.1", type: "voice", hint: "090-****-1234" },
  { methodId: "email_code.1", type: "email_code", hint: "h***@example.jp" },
];

/** The page's time goes by, and nothing tells it that the API's did not. */
export async function fastForward(page: Page, time: string) {
  await page.route("**/v1/logins/*", lost);
  await page.clock.fastForward(time);
}

export const resendReady: Reach = async (suite) => {
  const page = await atMethod(suite, 1);
  await page.clock.install();
  await sendCode(page);
  await fastForward(page, "00:31");
  await page.getByText("再送できる回数").waitFor();
  return page;
};

/** Signed in at that page, with so many phones and addresses. */
export const signedInAt =
  (path: string, phones = 1, emails = 1): Reach =>
  async (suite) =>
    toSettings(suite, await suite.person(phones, emails), path);
