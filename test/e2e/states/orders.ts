import type { Page } from "playwright-core";
import { lost, never, refuse } from "../network.ts";
import { enterBoth, enterIdentifier, enterPasswordAlone, single, toBoth } from "../order-steps.ts";
import { link } from "../settings-steps.ts";
import { codeOf, enterCode, heading } from "../steps.ts";
import type { Person, Suite } from "../suite.ts";
import type { Reach, States } from "./reach.ts";

async function both(suite: Suite) {
  const person = await suite.person(1, 1);
  return { person, page: await toBoth(suite, person), code: codeOf(suite, person) };
}

/** Both are refused so. */
const bothRefused =
  (...refusal: Parameters<typeof refuse>): Reach =>
  async (suite) => {
    const { page } = await both(suite);
    await page.route("**/verifications", refuse(...refusal));
    await enterBoth(page, "wrong-password", "123456");
    await page.locator(".notice-error").waitFor();
    return page;
  };

const unsent =
  (...refusal: Parameters<typeof refuse>): Reach =>
  async (suite) => {
    const page = await suite.open("/login");
    await page.route("**/challenges", refuse(...refusal));
    await enterIdentifier(page, (await suite.person(1, 1)).identifier);
    await page.locator(".notice-error").waitFor();
    return page;
  };

/** The identifier, and password and code on one page. */
export const togetherStates = {
  identifier: ({ open }) => open("/login"),
  "identifier-empty": async ({ open }) => {
    const page = await open("/login");
    await enterIdentifier(page, "");
    return page;
  },
  "identifier-wait": async ({ open }) => {
    const page = await open("/login");
    await page.route("**/v1/logins", refuse("too_many_attempts", { retryAfter: 45 }));
    await enterIdentifier(page, "hanako");
    await page.getByText("お待ちください").waitFor();
    return page;
  },
  "first-sending": async (suite) => {
    const page = await suite.open("/login");
    await page.route("**/challenges", never);
    await enterIdentifier(page, (await suite.person(1, 1)).identifier);
    await page.getByText("送信しています…").waitFor();
    return page;
  },
  "first-too-many": unsent("too_many_sends", { retryAfter: 540 }),
  "first-unavailable": unsent("unavailable", {}),
  both: async (suite) => (await both(suite)).page,
  "both-empty": async (suite) => {
    const { page } = await both(suite);
    await enterBoth(page, "", "");
    return page;
  },
  "both-wrong": bothRefused("credentials_invalid", { attemptsLeft: 4 }),
  "both-wait": bothRefused("too_many_attempts", { retryAfter: 75 }),
  "both-expired": bothRefused("code_expired", {}),
  "both-over": bothRefused("login_closed", {}),
} as const satisfies States;

async function atPassword(suite: Suite, person: Person): Promise<Page> {
  const page = await suite.open("/login");
  await enterIdentifier(page, person.identifier);
  await link(page, "パスワードを先に入力する").click();
  await heading(page, "パスワードの入力").waitFor();
  return page;
}

async function atLast(suite: Suite): Promise<Page> {
  const person = await suite.person(0, 1);
  const page = await suite.open("/login");
  await enterIdentifier(page, person.identifier);
  await heading(page, "認証コードの入力").waitFor();
  const [mail] = suite.stack.messages({ to: person.emails[0], channel: "email" });
  await enterCode(page, /\b\d{6}\b/.exec(mail?.text ?? "")?.[0] ?? "");
  await heading(page, "パスワードの入力").waitFor();
  return page;
}

const lastRefused =
  (...refusal: Parameters<typeof refuse>): Reach =>
  async (suite) => {
    const page = await atLast(suite);
    await page.route("**/verifications", refuse(...refusal));
    await enterPasswordAlone(page, "wrong-password");
    await page.locator(".notice-error").waitFor();
    return page;
  };

/** An approval or a code, and the password last. */
export const approvalFirstStates = {
  "early-wait": async (suite) => {
    const page = await suite.open("/login");
    await enterIdentifier(page, (await suite.person(1)).identifier);
    await heading(page, "別の端末での確認をお待ちしています").waitFor();
    await page.route("**/v1/logins/*", lost);
    return page;
  },
  "early-code": async (suite) => {
    const page = await suite.open("/login");
    await enterIdentifier(page, (await suite.person(0, 1)).identifier);
    await heading(page, "認証コードの入力").waitFor();
    return page;
  },
  "password-alone": async (suite) => atPassword(suite, await single(suite)),
  "password-alone-wrong": async (suite) => {
    const page = await atPassword(suite, await suite.person(1));
    await enterPasswordAlone(page, "wrong-password");
    await page.getByText("ご本人確認がまだ済んでいません").waitFor();
    return page;
  },
  "password-empty": async (suite) => {
    const page = await atPassword(suite, await single(suite));
    await enterPasswordAlone(page, "");
    return page;
  },
  "password-last": atLast,
  "password-last-wrong": lastRefused("credentials_invalid", {}),
  "password-last-wait": lastRefused("too_many_attempts", { retryAfter: 75 }),
  "password-last-over": lastRefused("login_closed", {}),
  "password-last-offline": async (suite) => {
    const page = await atLast(suite);
    await page.route("**/verifications", lost);
    await enterPasswordAlone(page, "correct-horse");
    await page.getByText("通信できませんでした").waitFor();
    return page;
  },
} as const satisfies States;
