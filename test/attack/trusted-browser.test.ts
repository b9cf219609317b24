import { DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { credentialKey, subjectKey } from "../../shared/adapters/dynamodb/keys.ts";
import { days, toSeconds } from "../../shared/domain/duration.ts";
import { identifierKeyOf } from "../../shared/domain/identifier.ts";
import { type Service, startService, type TestAccount } from "../support/service.ts";
import { signIn, signInNew, stepUp, wordy } from "../support/signed-in.ts";
import { askIn, begin, openBrowser, signInBy, trustIn, trusting, trustPrefix } from "../support/test-browser.ts";
import { heldOf, outcome, post } from "./visitor.ts";

let service: Service;

beforeAll(async () => {
  service = await startService(wordy);
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

/** A password change, a reset or "not me", as far as trust is concerned: credential and subject, or one of them alone. */
async function moveEpoch({ sub, identifier }: TestAccount, which: "both" | "subject"): Promise<void> {
  const keys = [subjectKey(sub), ...(which === "both" ? [credentialKey(identifierKeyOf(identifier))] : [])];
  const client = new DynamoDBClient({ endpoint: service.stack.dynamodbEndpoint });
  for (const key of keys) {
    await client.send(
      new UpdateItemCommand({
        TableName: service.dependencies.config.resources.tableName,
        Key: marshall(key),
        UpdateExpression: "SET epoch = epoch + :one",
        ExpressionAttributeValues: marshall({ ":one": 1 }),
      }),
    );
  }
  client.destroy();
}

/** The person's only trusted browser, and the session that trusted it. */
async function listed() {
  const known = await trusting(service);
  const { sessionToken, browser } = known;
  const [first] = (await browser.client.listTrustedBrowsers({ sessionToken })).browsers;
  if (first === undefined) throw new Error("no browser is trusted");
  return { ...known, first, params: { browserId: first.browserId } };
}

describe("attack 35: what is no trusted browser's cookie of this account is challenged", () => {
  test("attack 35: given A's cookie, when it comes with B's password, then B is challenged, under either name", async () => {
    const { browser } = await trusting(service);
    const b = await service.makeAccount();
    expect(await signInBy(browser, b)).toBe("challenged");
    const other = openBrowser(service);
    await trustIn(service, other, b);
    const [nameOfB = ""] = other.names(trustPrefix);
    const [valueOfA = ""] = browser.names(trustPrefix).map((name) => browser.jar.get(name));
    const forged = openBrowser(service, { jar: new Map([[nameOfB, valueOfA]]) });
    expect(await signInBy(forged, b)).toBe("challenged");
    service.stack.advanceClock(11);
    expect(await signInBy(other, b)).toBe("skipped");
  });

  test.each([
    0, 10, 40, 90,
  ])("attack 35: given a cookie whose character %i was changed, then it is challenged, and raises no alarm", async (place) => {
    const { person, browser } = await trusting(service);
    const [name = ""] = browser.names(trustPrefix);
    const value = browser.jar.get(name) ?? "";
    const changed = value.slice(0, place) + (value[place] === "A" ? "E" : "A") + value.slice(place + 1);
    expect(await signInBy(openBrowser(service, { jar: new Map([[name, changed]]) }), person)).toBe("challenged");
    expect(await signInBy(browser, person)).toBe("skipped");
  });

  test.each([
    [-1, "skipped"],
    [0, "challenged"],
  ])("attack 35: given the server's clock is %i s from its end, then it is %s, whatever the browser's says", async (beyond, expected) => {
    const { person, browser } = await trusting(service);
    // The first second is the login's own.
    service.stack.advanceClock(toSeconds(days(30)) + beyond - (beyond < 0 ? 10 : 0));
    expect(await signInBy(browser, person)).toBe(expected);
  });

  test("attack 35: given it was revoked, alone or with all, then it is challenged", async () => {
    const one = await listed();
    await one.browser.client.removeTrustedBrowser({ sessionToken: one.sessionToken, params: one.params });
    expect(await signInBy(one.browser, one.person)).toBe("challenged");
    const all = await listed();
    await all.browser.client.removeTrustedBrowsers({ sessionToken: all.sessionToken });
    expect(await signInBy(all.browser, all.person)).toBe("challenged");
  });

  test.each([
    "both",
    "subject",
  ] as const)("attack 35: given it is from before a password change, seen of %s, then it is challenged", async (which) => {
    const { person, browser } = await trusting(service);
    await moveEpoch(person, which);
    expect(await signInBy(browser, person)).toBe("challenged");
  });

  test("attack 35: given two-step verification was off in between, then it is challenged", async () => {
    const { person, browser, sessionToken } = await trusting(service);
    const { client } = browser;
    service.stack.advanceClock(31);
    const me = { person, client, sessionToken };
    await stepUp(service, me, "switch_off");
    const read = async () => (await client.getSettings({ sessionToken })).version;
    await client.updateSettings({ sessionToken, ifMatch: await read(), body: { enabled: false } });
    await client.updateSettings({ sessionToken, ifMatch: await read(), body: { enabled: true } });
    expect(await signInBy(browser, person)).toBe("challenged");
  });

  test("attack 35: given the account's time was made shorter, or never, then it counts for what was trusted before", async () => {
    const { person, browser, sessionToken } = await trusting(service);
    const set = async (trustDays: 0 | 1 | 30) => {
      const { version } = await browser.client.getSettings({ sessionToken });
      await browser.client.updateSettings({ sessionToken, ifMatch: version, body: { trustDays } });
    };
    await set(1);
    expect(await signInBy(browser, person)).toBe("skipped");
    await set(0);
    await set(30);
    expect(await signInBy(browser, person)).toBe("challenged");
  });

  test.each([
    "https://evil.example",
    "null",
    "",
  ])("attack 35: given a page of %j makes the call, then the cookie is not looked at", async (origin) => {
    const { person, browser } = await trusting(service);
    expect(await signInBy(openBrowser(service, { jar: browser.jar, origin }), person)).toBe("challenged");
  });

  test("attack 35: given the login skipped the second step, then nothing passes for one: a step-up is asked for all the same", async () => {
    const { person, browser } = await trusting(service);
    service.stack.advanceClock(31);
    const held = heldOf(await begin(browser, person));
    const { sessionToken = "" } = await browser.client.issueToken({ ...held, body: { session: "bearer" } });
    const adding = browser.client.addAuthenticator({ sessionToken, body: { type: "totp" } });
    expect(await outcome(adding)).toBe("insufficient_user_authentication");
  });
});

describe("attack 37: names of browsers", () => {
  test.each([
    '<a href="https://evil.example">x</a>',
    '=HYPERLINK("https://evil.example")',
    "{{7*7}}",
    "😀 居間",
  ])("attack 37: given %j, then it is kept as text, and goes into no message", async (name) => {
    const { person, browser, sessionToken } = { ...(await trusting(service)) };
    service.stack.advanceClock(31);
    const other = openBrowser(service);
    await trustIn(service, other, person, name);
    const { browsers } = await browser.client.listTrustedBrowsers({ sessionToken });
    expect(browsers.map((one) => one.name)).toContain(name);
    expect(
      service.stack
        .messages({ to: person.phones[0] })
        .map(({ text }) => text)
        .join(),
    ).not.toContain(name);
  });

  test.each([
    ["line ends", "PC\r\nBcc: x@evil.example"],
    ["a right-to-left override", "PC\u202Egnp.exe"],
    ["an isolate", "\u2066PC"],
    ["what cannot be seen", "PC\u200B"],
    ["half a character", "PC\uD800"],
    ["41 characters", "a".repeat(41)],
    ["1 MB", "a".repeat(1_000_000)],
  ])("attack 37: given %s, when a browser is trusted or named so, then 400, and the code is not spent", async (_, name) => {
    const person = await service.makeAccount();
    const browser = openBrowser(service);
    const { held, code } = await askIn(service, browser, person);
    const path = `/v1/logins/${held.params.loginId}/verifications`;
    const bearer = { authorization: `Bearer ${held.loginToken}` };
    const refused = await post(service, path, { code, trustBrowser: { name } }, bearer);
    expect([refused.status, (await refused.json()).code]).toEqual([400, "invalid_request"]);
    const done = heldOf(await browser.client.verifyLogin({ ...held, body: { code } }));
    expect(await outcome(browser.client.trustBrowser({ ...done, body: { name } }))).toBe("invalid_request");
  });
});

describe("attack 38: another's trusted browser", () => {
  test("attack 38: given another subject's browser, when it is removed or named, then 404, and it stays", async () => {
    const { person, browser, params } = await listed();
    const thief = await signInNew(service);
    const by = { sessionToken: thief.sessionToken, params };
    expect(await outcome(thief.client.removeTrustedBrowser(by))).toBe("not_found");
    expect(await outcome(thief.client.renameTrustedBrowser({ ...by, body: { name: "x" } }))).toBe("not_found");
    await thief.client.removeTrustedBrowsers({ sessionToken: thief.sessionToken });
    expect(await signInBy(browser, person)).toBe("skipped");
  });

  test("attack 38: given the owner's, when it is removed twice, then 404 the second time", async () => {
    const { person, params } = await listed();
    service.stack.advanceClock(31);
    const owner = await signIn(service, person);
    const by = { sessionToken: owner.sessionToken, params };
    expect(await outcome(owner.client.removeTrustedBrowser(by))).toBe("done");
    expect(await outcome(owner.client.removeTrustedBrowser(by))).toBe("not_found");
  });
});
