import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createClient } from "../../shared/contract/client.ts";
import { heldOf } from "../attack/visitor.ts";
import { codeOf, enterCode, enterPassword, heading, sendCode, toMethodPage } from "./steps.ts";
import { type Person, type Suite, startSuite } from "./suite.ts";

/** Every browser of the suite is at an address of the operator's list. */
const networks = ["127.0.0.0/8", "::1/128"];
const why = "いつもと異なる環境からのログインのため、ご本人確認をお願いしています。";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite({ risk: { networks } });
});
afterAll(() => suite.close());

/** Somebody who has switched two-step verification off. */
async function switchedOff(): Promise<Person> {
  const person = await suite.person();
  const client = createClient(suite.stack.origin);
  const { identifier, password } = person;
  const prove = async (login: Awaited<ReturnType<typeof client.startLogin>>) => {
    await client.createChallenge({ ...heldOf(login), body: { methodId: login.methods[0]?.methodId ?? "" } });
    return client.verifyLogin({ ...heldOf(login), body: { code: codeOf(suite, person) } });
  };
  const login = await prove(await client.startLogin({ body: { identifier, password } }));
  const { sessionToken = "" } = await client.issueToken({ ...heldOf(login), body: { session: "bearer" } });
  suite.stack.advanceClock(31);
  await prove(await client.startStepUp({ sessionToken, body: { action: "switch_off" } }));
  const { version } = await client.getSettings({ sessionToken });
  await client.updateSettings({ sessionToken, ifMatch: version, body: { enabled: false } });
  return person;
}

test("appApproval 12: the code signs in, and the code page says why it is asked", async () => {
  const person = await switchedOff();
  const page = await toMethodPage(suite, person);
  suite.stack.advanceClock(31);
  await sendCode(page);
  await page.getByText(why).waitFor();
  await enterCode(page, codeOf(suite, person));
  await heading(page, "ログインしました").waitFor();
  expect(suite.complaints).toEqual([]);
});

test("attack 36: a trusted browser is asked for a code where the risk is high, and the page says why", async () => {
  const person = await suite.person();
  const page = await toMethodPage(suite, person);
  // Nothing was skipped that would have to be explained.
  expect(await page.getByText(why).count()).toBe(0);
  await sendCode(page);
  await page.getByLabel("このブラウザを信頼済みとして登録する").check();
  await enterCode(page, codeOf(suite, person));
  await heading(page, "ログインしました").waitFor();
  const next = await page.context().newPage();
  await next.goto(`${suite.stack.origin}/login`);
  await enterPassword(next, person);
  await heading(next, "ご本人確認").waitFor();
  await next.getByText(why).waitFor();
});
