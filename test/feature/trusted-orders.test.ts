import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { heldOf, outcome } from "../attack/visitor.ts";
import { password, type Service, startService } from "../support/service.ts";
import { wordy } from "../support/signed-in.ts";
import { copyOf, openBrowser, type TestBrowser, trustPrefix } from "../support/test-browser.ts";

let service: Service;

beforeAll(async () => {
  service = await startService({ ...wordy, login: { order: "together" } });
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

/** The password alone, where password and code are asked for together. */
async function byPassword({ client }: TestBrowser, identifier: string): Promise<string> {
  const begun = await client.startLogin({ body: { identifier } });
  const answered = client.verifyLogin({ ...heldOf(begun), body: { password } });
  return outcome(answered.then((login) => client.issueToken(heldOf(login))));
}

/** A person, and a browser that was trusted with both in one submission. */
async function trusted() {
  const { identifier, phones } = await service.makeAccount();
  const browser = openBrowser(service);
  const begun = await browser.client.startLogin({ body: { identifier } });
  const held = heldOf(begun);
  await browser.client.createChallenge({ ...held, body: { methodId: begun.methods[0]?.methodId ?? "" } });
  const code = service.newestCode(phones[0] ?? "");
  const login = await browser.client.verifyLogin({ ...held, body: { password, code, trustBrowser: {} } });
  expect(login).toMatchObject({ status: "complete", trust: { registered: true } });
  service.stack.advanceClock(11);
  return { identifier, browser };
}

test("appApproval 7: given password and code are asked for together, when the browser is trusted, then the password is enough", async () => {
  const { identifier, browser } = await trusted();
  expect(await byPassword(browser, identifier)).toBe("done");
  expect(await byPassword(openBrowser(service), identifier)).toBe("credentials_invalid");
});

test("given it is trusted no more, when the password comes alone, then it is refused as a wrong one is", async () => {
  const { identifier, browser } = await trusted();
  service.stack.advanceClock(30 * 24 * 60 * 60);
  expect(await byPassword(browser, identifier)).toBe("credentials_invalid");
});

test("attack 35: given the service allows fewer days since, when the password comes alone, then it is refused as a wrong one is", async () => {
  const { identifier, browser } = await trusted();
  const { dependencies } = await import("../../functions/dependencies.ts");
  const { trust } = dependencies.config.settings;
  const first = { ...trust };
  Object.assign(trust, { days: 1, mostDays: 1 });
  try {
    expect(await byPassword(browser, identifier)).toBe("done");
    service.stack.advanceClock(24 * 60 * 60);
    expect(await byPassword(browser, identifier)).toBe("credentials_invalid");
  } finally {
    Object.assign(trust, first);
  }
});

test("given a copy, when the password comes alone, then it signs nobody in, and the browser is trusted no more", async () => {
  const { identifier, browser } = await trusted();
  const copy = copyOf(service, browser);
  expect(await byPassword(browser, identifier)).toBe("done");
  service.stack.advanceClock(11);
  expect(await byPassword(copy, identifier)).toBe("login_closed");
  expect(copy.names(trustPrefix)).toEqual([]);
  expect(await byPassword(browser, identifier)).toBe("credentials_invalid");
});
