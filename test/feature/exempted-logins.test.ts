import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { SettingsInput } from "../../shared/settings.ts";
import { heldOf, outcome } from "../attack/visitor.ts";
import { claim, round } from "../support/delegated.ts";
import { password, roomy, type Service, startService } from "../support/service.ts";
import { openBrowser } from "../support/test-browser.ts";

const clientIds = ["shop", "app", "kiosk", "late"] as const;
const returnUrl = "https://shop.example.jp/signed-in";
const until = "2099-12-31";
const owner = "identity team";

const settings: SettingsInput = {
  ...roomy,
  clients: clientIds.map((clientId) => ({ clientId, returnUrls: [returnUrl] })),
  exemptions: [
    { rule: "strong_first_factor", clientId: "shop", owner, reason: "a passkey is two factors", until },
    { rule: "automatic_login", clientId: "app", owner, reason: "the app is bound to its device", until },
    { rule: "client", clientId: "kiosk", owner: "shops", reason: "stands in our own shops", until },
    { rule: "strong_first_factor", clientId: "late", owner, reason: "only until the move", until: "2020-03-31" },
    { rule: "client", clientId: "late", owner, reason: "only until the move", until: "2020-03-31" },
  ],
};

let service: Service;
beforeAll(async () => {
  service = await startService(settings);
});
afterAll(() => service.stack.close());

const statusWith = async (more: object) => (await claim(service, await service.makeAccount(), more)).login.status;

/** What is kept of the skip. */
async function skipOf(more: object) {
  const person = await service.makeAccount();
  const { login } = await claim(service, person, more);
  const { activities } = await service.dependencies.activities.list(person.sub, { since: 0, limit: 100 });
  return { status: login.status, skips: activities.filter(({ kind }) => kind === "second_step_exempted") };
}

describe("sign-ins that need no second step", () => {
  test.each([
    "hwk",
    "fpt",
    "face",
    "pop",
  ])("appApproval 11: given a first factor by %s, when the login is claimed, then no second step is asked, and why is kept", async (strong) => {
    const { status, skips } = await skipOf({ amr: [strong] });
    expect(status).toBe("complete");
    expect(skips).toMatchObject([
      { by: "service", reason: `strong_first_factor: a passkey is two factors (${owner})` },
    ]);
  });

  test.each([
    ["pwd"],
    ["sms", "otp"],
    ["swk", "user"],
  ])("appApproval 11: given a first factor by %s %s, when the login is claimed, then the second step is asked", async (...amr) => {
    const { status, skips } = await skipOf({ amr });
    expect([status, skips]).toEqual(["pending", []]);
  });

  test("appApproval 11: given an app's automatic login, when it is claimed, then no second step is asked, and why is kept", async () => {
    const { status, skips } = await skipOf({ clientId: "app", automatic: true });
    expect(status).toBe("complete");
    expect(skips).toMatchObject([{ reason: `automatic_login: the app is bound to its device (${owner})` }]);
    expect(await statusWith({ clientId: "app", automatic: false })).toBe("pending");
    expect(await statusWith({ clientId: "shop", automatic: true })).toBe("pending");
  });

  test("appApproval 11: given a listed client, when the login is claimed, then no second step is asked, and why is kept", async () => {
    const { status, skips } = await skipOf({ clientId: "kiosk" });
    expect(status).toBe("complete");
    expect(skips).toMatchObject([{ reason: "client: stands in our own shops (shops)" }]);
  });

  test.each([
    ["hwk"],
    ["pwd"],
  ])("appApproval 11: given an exemption that is over, when a login by %s is claimed, then the second step is asked", async (factor) => {
    const { status, skips } = await skipOf({ clientId: "late", amr: [factor] });
    expect([status, skips]).toEqual(["pending", []]);
  });

  test("appApproval 11: given a skipped second step, when there is a result, then it claims the first factor alone", async () => {
    const { claims } = await round(service, await service.makeAccount(), { amr: ["hwk", "user"] });
    expect(claims).toMatchObject({ amr: ["hwk", "user"], acr: "urn:nidan:acr:1" });
  });

  test("appApproval 11: given a login of our own page, when its body claims a strong factor, then the second step is asked", async () => {
    const { identifier } = await service.makeAccount();
    const body = { identifier, password, clientId: "shop", amr: ["hwk"], automatic: true, delegated: { amr: ["hwk"] } };
    expect((await openBrowser(service).client.startLogin({ body })).status).toBe("pending");
  });

  test("appApproval 11: given a listed client of our own page, when the second step was skipped, then no settings open", async () => {
    const { identifier } = await service.makeAccount();
    const { client, names } = openBrowser(service);
    const login = await client.startLogin({ body: { identifier, password, clientId: "kiosk" } });
    expect(login.status).toBe("complete");
    expect(await outcome(client.issueToken(heldOf(login)))).toBe("done");
    expect(names("__Host-nidan-session")).toEqual([]);
  });
});
