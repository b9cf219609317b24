import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { everythingOpen } from "../../shared/domain/sending-state.ts";
import { offersOf } from "../../shared/methods/index.ts";
import { browserAt } from "../attack/links.ts";
import { freshAddress, heldOf, outcome, refusal, tally } from "../attack/visitor.ts";
import { askApp, beginAt, pairApp } from "../support/paired.ts";
import { accountOf, settings } from "../support/samples.ts";
import { freshPhone, password, type Service, startService } from "../support/service.ts";
import { raw, type SignedIn, signIn, signInNew, wordy } from "../support/signed-in.ts";

let service: Service;
beforeAll(async () => {
  service = await startService({ ...wordy, approvals: { qr: true } });
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

/** At the beginning of a step, so that a test does not cross its end. */
function toNextStep(): void {
  service.stack.advanceClock((30_000 - (Date.now() % 30_000) + 200) / 1000);
}

/** Somebody signed in on the phone, and a login elsewhere that shows a QR code. */
async function shown() {
  const me = await signInNew(service);
  const { methods } = await beginAt(service, me.person);
  const methodId = methods.find(({ type }) => type === "qr")?.methodId ?? "no qr";
  toNextStep();
  const asked = await askApp(service, me.person, { methodId });
  const read = async () => (await asked.client.getLogin(asked.held)).challenge?.qr;
  return { me, ...asked, qr: asked.challenge.qr, read, token: tokenIn(asked.challenge.qr?.uri) };
}

const tokenIn = (uri = "") => uri.split("#")[1] ?? "no token";
const scan = ({ client, sessionToken }: SignedIn, token: string) =>
  client.scanApproval({ sessionToken, body: { token } });
const decide = (
  { client, sessionToken }: SignedIn,
  params: { loginId: string },
  decision: "approve" | "deny",
  matchNumber = "",
) => {
  const body = { decision, ...(decision === "approve" ? { acknowledged: true, matchNumber } : {}) } as const;
  return client.decideApproval({ sessionToken, params, body });
};

describe("showing a QR code", () => {
  test("given the setting, when methods are offered, then it is offered once, after the others", async () => {
    const me = await signInNew(service, [freshPhone(), freshPhone()]);
    const { methods } = await beginAt(service, me.person);
    expect(methods.map(({ type }) => type)).toEqual(["sms_code", "sms_code", "qr"]);
  });

  test("given an app, when it is offered, then it belongs to the app", async () => {
    const me = await signInNew(service);
    const { authenticatorId } = await pairApp(service, me);
    const { methods } = await beginAt(service, me.person);
    expect(methods.filter(({ type }) => type === "qr")).toEqual([
      { methodId: `qr.${authenticatorId}`, type: "qr", hint: "" },
    ]);
  });

  test("given it is asked for, when it is shown, then it is a URL of ours with its token in the fragment, for two minutes, and nothing is sent", async () => {
    const { me, challenge, qr } = await shown();
    expect(qr?.uri).toMatch(new RegExp(`^${service.stack.origin}/q#[\\w-]{52}$`));
    expect(qr?.svg).toMatch(/^<svg /);
    expect(challenge.delivery).toBe("none");
    const life = Date.parse(challenge.expiresAt) - Date.now();
    expect(life).toBeLessThanOrEqual(120_000 + 31_000);
    // The sign-in of the phone itself.
    expect(service.stack.messages({ to: me.person.phones[0] })).toHaveLength(1);
  });

  test("given 30 s pass, when the login is read, then another code is shown, and the end of each is told", async () => {
    const { qr, read } = await shown();
    expect((await read())?.uri).toBe(qr?.uri);
    service.stack.advanceClock(30);
    const next = await read();
    expect(next?.uri).not.toBe(qr?.uri);
    expect(Date.parse(next?.expiresAt ?? "") - Date.parse(qr?.expiresAt ?? "")).toBe(30_000);
  });

  test("attack 27: given the screen that began it is a browser, when another holder of its token reads the login, then it sees neither code nor digits", async () => {
    const me = await signInNew(service);
    const { client } = browserAt(service);
    const login = await client.startLogin({ body: { identifier: me.person.identifier, password } });
    const held = heldOf(login);
    const methodId = login.methods.find(({ type }) => type === "qr")?.methodId ?? "no qr";
    const { challenge } = await client.createChallenge({ ...held, body: { methodId } });
    expect(challenge?.qr?.uri).toContain("/q#");
    expect(challenge?.matchNumber).toMatch(/^\d{2}$/);
    const stolen = (await service.from(freshAddress()).getLogin(held)).challenge;
    expect(stolen).toMatchObject({ type: "qr" });
    expect(stolen).not.toHaveProperty("qr");
    expect(stolen).not.toHaveProperty("matchNumber");
  });

  test("given the challenge or the login is over, when it is read, then no code is shown", async () => {
    const { client, held, read } = await shown();
    service.stack.advanceClock(121);
    expect(await read()).toBeUndefined();
    const other = await shown();
    await other.client.cancelLogin(other.held);
    expect((await other.client.getLogin(other.held)).challenge).toBeUndefined();
    expect(await outcome(client.getLogin(held))).toBe("done");
  });
});

describe("scanning a QR code", () => {
  test("linkApproval 10: given a session of the same account, when it is scanned and approved, then the first screen goes on", async () => {
    const { me, client, held, token, matchNumber, challenge } = await shown();
    const facts = await scan(me, token);
    expect(facts).toMatchObject({
      loginId: held.params.loginId,
      reference: challenge.reference,
      asksMatchNumber: true,
      purpose: "sign_in",
    });
    expect((await client.getLogin(held)).challenge?.qr?.isScanned).toBe(true);
    expect(await decide(me, held.params, "approve", matchNumber)).toEqual({ outcome: "approved" });
    expect((await client.getLogin(held)).status).toBe("complete");
  });

  test("linkApproval 10: given another account's session, when it scans, then 403, and it may not decide", async () => {
    const { client, held, token, matchNumber } = await shown();
    const other = await signInNew(service);
    const problem = await refusal(scan(other, token));
    expect([problem.status, problem.code]).toEqual([403, "forbidden"]);
    expect(await outcome(decide(other, held.params, "approve", matchNumber))).toBe("forbidden");
    expect((await client.getLogin(held)).status).toBe("pending");
  });

  test("given it was not scanned, when a session of the account decides, then it may not", async () => {
    const { me, held, matchNumber } = await shown();
    expect(await outcome(decide(me, held.params, "approve", matchNumber))).toBe("login_closed");
  });

  test("given another session of the account scanned it last, when the first decides, then it may not", async () => {
    const { me, held, token, matchNumber } = await shown();
    const tablet = await signInAgain(me);
    await scan(me, token);
    await scan(tablet, token);
    expect(await outcome(decide(me, held.params, "approve", matchNumber))).toBe("login_closed");
    expect(await outcome(decide(tablet, held.params, "deny"))).toBe("done");
  });

  test.each([
    [0, "done"],
    [40, "done"],
    [46, "link_expired"],
    [119, "link_expired"],
  ])("given the code is %i s old, when it is scanned, then: %s", async (age, expected) => {
    const { me, token } = await shown();
    service.stack.advanceClock(age);
    expect(await outcome(scan(me, token))).toBe(expected);
  });

  test.each([
    [119, "done"],
    [121, "login_closed"],
  ])("given it was scanned in time, when it is decided %i s after it was shown, then: %s", async (age, expected) => {
    const { me, held, token, matchNumber } = await shown();
    await scan(me, token);
    service.stack.advanceClock(age);
    expect(await outcome(decide(me, held.params, "approve", matchNumber))).toBe(expected);
  });

  test("given a code of before, when the QR code is asked for anew, then it counts for nothing", async () => {
    const { me, client, held, token, challenge } = await shown();
    await client.createChallenge({ ...held, body: { methodId: challenge.methodId } });
    expect(await outcome(scan(me, token))).toBe("not_found");
  });

  test.each([
    ["no token at all", "x"],
    ["somebody's own", Buffer.alloc(39, 7).toString("base64url")],
  ])("given %s, when it is scanned, then it is not found", async (_, token) => {
    const me = await signInNew(service);
    expect(await outcome(scan(me, token))).toBe("not_found");
  });

  test("given it is opened twenty times, when it is read, then nothing was decided", async () => {
    const { me, client, held, token } = await shown();
    for (const _ of Array.from({ length: 20 })) await scan(me, token);
    expect((await client.getLogin(held)).status).toBe("pending");
  });

  test("attack 28: given it was denied, when it is scanned or approved again, then 409", async () => {
    const { me, client, held, token, matchNumber } = await shown();
    await scan(me, token);
    await decide(me, held.params, "deny");
    expect((await client.getLogin(held)).status).toBe("denied");
    expect((await refusal(scan(me, token))).status).toBe(409);
    expect((await refusal(decide(me, held.params, "approve", matchNumber))).status).toBe(409);
  });

  test("attack 29: given a page of elsewhere, when it has a browser scan or decide by its cookie, then it is refused", async () => {
    const { me, held, token, matchNumber } = await shown();
    await scan(me, token);
    const cookie = me.sessionToken;
    const origin = "https://evil.example";
    const scanned = await raw(service, "scanApproval", { cookie, origin, body: { token } });
    const body = { decision: "approve", acknowledged: true, matchNumber };
    const decided = await raw(service, "decideApproval", { cookie, origin, body, params: held.params });
    expect([scanned.status, decided.status]).toEqual([403, 403]);
  });

  test("attack 31: given yes and no a hundred times at once, when they are written, then the first counts", async () => {
    const { me, client, held, token, matchNumber } = await shown();
    await scan(me, token);
    const answers = Array.from({ length: 100 }, (_, place) =>
      outcome(decide(me, held.params, place % 2 === 0 ? "deny" : "approve", matchNumber)),
    );
    expect(tally(await Promise.all(answers)).done).toBe(1);
    expect(["complete", "denied"]).toContain((await client.getLogin(held)).status);
  });
});

const signInAgain = (me: SignedIn): Promise<SignedIn> => signIn(service, me.person);

test("given the setting is off, when methods are offered, then no QR code is", () => {
  expect(offersOf(accountOf(), settings, everythingOpen).map(({ offer }) => offer.type)).toEqual(["sms_code"]);
});
