import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { codeOf, enterCode, enterPassword, heading, toCodePage } from "./steps.ts";
import { type Suite, startSuite } from "./suite.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite();
});
afterAll(() => suite.close());

describe("a network that fails", () => {
  test("given the answer to the password is lost, then a retry has the same key and loses no input", async () => {
    const person = await suite.person();
    const page = await suite.open("/login");
    const keys: (string | undefined)[] = [];
    await page.route("**/v1/logins", async (route) => {
      keys.push(route.request().headers()["idempotency-key"]);
      // The request arrives, its answer does not.
      const response = await route.fetch();
      await (keys.length === 1 ? route.abort("connectionreset") : route.fulfill({ response }));
    });
    await enterPassword(page, person);
    await page.getByText("通信できませんでした。").waitFor();
    await page.getByRole("button", { name: "もう一度試す" }).click();
    await heading(page, "ご本人確認").waitFor();
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(keys).toEqual([keys[0], keys[0]]);
  });

  test("given the answer to a send is lost, then a retry sends nothing twice", async () => {
    const person = await suite.person();
    const page = await suite.open("/login");
    await enterPassword(page, person);
    let tries = 0;
    await page.route("**/challenges", async (route) => {
      tries += 1;
      const response = await route.fetch();
      await (tries === 1 ? route.abort("connectionreset") : route.fulfill({ response }));
    });
    await page.getByRole("button", { name: "認証コードを送信する" }).click();
    await page.getByRole("button", { name: "もう一度試す" }).click();
    await heading(page, "認証コードの入力").waitFor();
    expect(suite.stack.messages({ to: person.phones[0] })).toHaveLength(1);
  });

  test("given a code could not be sent off, then it is still in the field and can be tried again", async () => {
    const person = await suite.person();
    const page = await toCodePage(suite, person);
    await page.route("**/verifications", (route) => route.abort("connectionfailed"), { times: 1 });
    await enterCode(page, codeOf(suite, person));
    await page.getByText("通信できませんでした。").waitFor();
    expect(await page.getByRole("textbox").inputValue()).toBe(codeOf(suite, person));
    await page.getByRole("button", { name: "もう一度試す" }).click();
    await heading(page, "ログインしました").waitFor();
  });

  test("given the signer is down, then the code is not asked again", async () => {
    const person = await suite.person();
    const page = await toCodePage(suite, person);
    suite.stack.setFault({ service: "kms", fault: "error", times: 9 });
    await enterCode(page, codeOf(suite, person));
    await heading(page, "ログインを完了できませんでした").waitFor();
    suite.stack.clearFaults();
    await page.getByRole("button", { name: "もう一度試す" }).click();
    await heading(page, "ログインしました").waitFor();
  });
});
