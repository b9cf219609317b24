import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { freshPhone, password, roomy, type Service, startService } from "../support/service.ts";
import { atOnce } from "../support/store.ts";
import { askLink, browserAt, newestLink } from "./links.ts";
import { freshAddress, heldOf, outcome, refusal, tally } from "./visitor.ts";

let service: Service;

beforeAll(async () => {
  service = await startService({ ...roomy, links: { sms: "approve" } });
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

/** A login that waits for the phone, and the phone that has its URL. */
async function waiting(client = service.from(freshAddress())) {
  const person = await service.makeAccount();
  const asked = await askLink(service, person, { client });
  const phone = service.from(freshAddress());
  const redeem = (body: object) => phone.redeemLink({ body: { token: asked.token, decision: "approve", ...body } });
  const approve = (changes: object = {}) =>
    redeem({ acknowledged: true, matchNumber: asked.challenge.matchNumber ?? "", ...changes });
  const deny = () => redeem({ decision: "deny" });
  return { ...asked, person, phone, redeem, approve, deny };
}

const wrong = (right = "00") => String((Number(right) + 1) % 100).padStart(2, "0");

describe("an approval on another device", () => {
  test("attack 27: given a phone approves, then it gets no token, and the first device alone goes on", async () => {
    const { client, held, person, approve } = await waiting();

    const answer = await approve();
    const login = await client.getLogin(held);

    expect(answer).toEqual({ outcome: "approved" });
    expect(login).toMatchObject({ status: "complete", needs: [], loginToken: expect.any(String) });
    const { token } = await client.issueToken(heldOf(login));
    expect(decodeJwt(token)).toMatchObject({ sub: person.sub, amr: ["pwd", "sms", "mfa"] });
  });

  test("attack 27: given a phone's browser approves, then no cookie is set there", async () => {
    const { token, challenge } = await waiting();
    const { client, cookies } = browserAt(service);

    const { matchNumber = "" } = challenge;
    await client.redeemLink({ body: { token, decision: "approve", acknowledged: true, matchNumber } });

    expect([...cookies]).toEqual([]);
  });

  test("attack 4: given a token of before the approval, when it has been exchanged, then it is dead, and opened nothing before", async () => {
    const { client, held, approve } = await waiting();
    await approve();

    expect(await outcome(client.issueToken(held))).toBe("unauthenticated");
    const next = heldOf(await client.getLogin(held));
    expect(await outcome(client.getLogin(held))).toBe("unauthenticated");
    expect(await outcome(client.issueToken(next))).toBe("done");
  });

  test("attack 4: given 50 who hold the same token, when all ask after the approval, then one goes on", async () => {
    const { client, held, approve } = await waiting();
    await approve();

    const outcomes = await atOnce(50, () => outcome(client.getLogin(held)));

    expect(tally(outcomes)).toEqual({ done: 1, unauthenticated: 4, slow_down: 45 });
  });

  test("attack 4: given a login that began in a browser, when its token is planted in another, then that sees no number and gets nothing", async () => {
    const attacker = browserAt(service);
    const { held, approve, challenge } = await waiting(attacker.client);
    const victim = browserAt(service);

    const planted = await victim.client.getLogin(held);
    await approve();

    expect([challenge.matchNumber, planted.challenge?.matchNumber]).toEqual([expect.any(String), undefined]);
    expect(await outcome(victim.client.getLogin(held))).toBe("unauthenticated");
    expect(await outcome(service.from(freshAddress()).getLogin(held))).toBe("unauthenticated");
  });

  test("given the browser that began, when the answer with the next token is lost, then it comes again", async () => {
    const { client } = browserAt(service);
    const { held, approve } = await waiting(client);
    await approve();

    const [one, other] = [await client.getLogin(held), await client.getLogin(held)];

    expect(one.loginToken).toBe(other.loginToken);
    expect(await outcome(client.issueToken(heldOf(other)))).toBe("done");
  });

  test("linkApproval 5: given no acknowledgement, when it is approved, then 422, and nothing is charged", async () => {
    const { client, held, redeem, challenge } = await waiting();

    for (const acknowledged of [undefined, false]) {
      expect(await refusal(redeem({ acknowledged, matchNumber: challenge.matchNumber }))).toMatchObject({
        status: 422,
        code: "acknowledgement_required",
      });
    }

    expect((await client.getLogin(held)).challenge?.attemptsLeft).toBe(5);
  });

  test.each([
    [undefined, "invalid_request"],
    ["7", "invalid_request"],
    ["", "invalid_request"],
  ])("linkApproval 5: given the match number %j, when it is approved, then %s, and nothing is charged", async (matchNumber, code) => {
    const { client, held, approve } = await waiting();

    expect(await outcome(approve({ matchNumber }))).toBe(code);

    expect((await client.getLogin(held)).challenge?.attemptsLeft).toBe(5);
  });

  test("linkApproval 5: given five wrong numbers, when the right one comes, then the login is locked and the budget has five", async () => {
    const { client, held, person, approve, challenge } = await waiting();

    const misses = [];
    for (let tries = 0; tries < 5; tries += 1) {
      misses.push(await refusal(approve({ matchNumber: wrong(challenge.matchNumber) })));
    }

    expect(misses.map(({ code, attemptsLeft }) => `${code} ${attemptsLeft}`)).toEqual(
      [4, 3, 2, 1, 0].map((left) => `challenge_failed ${left}`),
    );
    expect(await outcome(approve())).toBe("login_closed");
    expect((await client.getLogin(held)).status).toBe("locked");
    const account = await service.dependencies.directory.findAccount(person.sub);
    expect(account?.authenticators[0]?.missesInARow).toBe(5);
  });

  test("attack 12: given a hundred wrong numbers at once, then five are compared", async () => {
    const { approve, challenge } = await waiting();

    const outcomes = await atOnce(100, () => outcome(approve({ matchNumber: wrong(challenge.matchNumber) })));

    expect(tally(outcomes)).toEqual({ challenge_failed: 5, login_closed: 95 });
  });

  test("attack 10: given wrong numbers over many logins, when the budget is full, then the right one is refused", async () => {
    const person = await service.makeAccount([freshPhone(), freshPhone(), freshPhone(), freshPhone()]);
    const client = service.from(freshAddress());
    const phone = service.from(freshAddress());
    const approveNext = async (place: number, isRight: boolean) => {
      const login = await client.startLogin({ body: { identifier: person.identifier, password } });
      const methods = login.methods.filter(({ type }) => type === "sms_link");
      const { challenge } = await client.createChallenge({
        ...heldOf(login),
        body: { methodId: methods[place % 4]?.methodId ?? "" },
      });
      const { token } = newestLink(service, { ...person, phones: [person.phones[place % 4] ?? ""] });
      const right = challenge?.matchNumber ?? "";
      const body = { token, decision: "approve", acknowledged: true } as const;
      const tries = isRight ? [right] : Array.from({ length: 5 }, () => wrong(right));
      const codes = [];
      for (const matchNumber of tries) codes.push(await outcome(phone.redeemLink({ body: { ...body, matchNumber } })));
      return codes;
    };

    for (const place of [0, 1, 2]) await approveNext(place, false);

    expect(await approveNext(3, true)).toEqual(["too_many_attempts"]);
  });
});

describe("a denial", () => {
  test("linkApproval 7: given a phone denies, when the first device looks, then it is denied, and the owner is told once", async () => {
    const { client, held, deny } = await waiting();

    expect(await deny()).toEqual({ outcome: "denied", disavowal: expect.any(String) });

    expect(await client.getLogin(held)).toMatchObject({ status: "denied" });
    expect(await outcome(client.issueToken(held))).toBe("login_closed");
  });

  test.each([
    "deny",
    "approve",
  ] as const)("attack 28: given a decision, when another is made by the same URL, then 409", async (decision) => {
    const { approve, deny, redeem } = await waiting();
    await (decision === "deny" ? deny() : approve());

    const again = await refusal(redeem({ decision, acknowledged: true, matchNumber: "00" }));

    expect(again).toMatchObject({ status: 409, code: "link_used" });
  });

  test("attack 28: given a login that was cancelled, locked or expired, when it is approved or denied, then it is refused", async () => {
    const cancelled = await waiting();
    await cancelled.client.cancelLogin(cancelled.held);
    expect([await outcome(cancelled.approve()), await outcome(cancelled.deny())]).toEqual([
      "login_closed",
      "login_closed",
    ]);

    const expired = await waiting();
    service.stack.advanceClock(600);
    expect([await outcome(expired.approve()), await outcome(expired.deny())]).toEqual(["link_expired", "link_expired"]);
  });
});

describe("at once", () => {
  test("attack 31: given yes and no at once, a hundred times, then there is one outcome each time, and both devices see it", async () => {
    const decideAtOnce = async (time: number) => {
      const { client, held, approve, deny } = await waiting();
      const acts = time % 2 === 0 ? [approve, deny] : [deny, approve];
      const outcomes = await Promise.all(acts.map((act) => outcome(act())));
      expect(tally(outcomes)).toEqual({ done: 1, link_used: 1 });
      const isApproved = outcomes[time % 2] === "done";
      expect((await client.getLogin(held)).status).toBe(isApproved ? "complete" : "denied");
    };
    for (let time = 0; time < 100; time += 5) await atOnce(5, (place) => decideAtOnce(time + place));
  }, 240_000);

  test("attack 24: given two tabs, when both approve at once, then one does", async () => {
    const { approve } = await waiting();
    expect(tally(await Promise.all([outcome(approve()), outcome(approve())]))).toEqual({ done: 1, link_used: 1 });
  });
});

describe("a URL", () => {
  test("linkApproval 3, attack 23: given it is looked at twenty times by every verb, then nothing changes", async () => {
    const { client, held, token, phone, approve } = await waiting();
    const before = await service.dependencies.logins.find(held.params.loginId);

    for (let time = 0; time < 20; time += 1) {
      await phone.inspectLink({ body: { token } });
      for (const method of ["GET", "HEAD"]) {
        await fetch(`${service.stack.origin}/v`, { method });
        await fetch(`${service.stack.origin}/v1/links/inspect`, { method });
        await fetch(`${service.stack.origin}/v1/links/redeem`, { method });
      }
    }

    expect(await service.dependencies.logins.find(held.params.loginId)).toEqual(before);
    await approve();
    expect((await client.getLogin(held)).status).toBe("complete");
  });

  test("linkApproval 4: given it is looked at, then it tells of the device that began, and of nobody's account", async () => {
    const person = await service.makeAccount();
    const { token, challenge } = await askLink(service, person);

    const shown = await service.from(freshAddress()).inspectLink({ body: { token } });

    expect(shown).toMatchObject({
      mode: "approve",
      purpose: "sign_in",
      reference: challenge.reference,
      asksMatchNumber: true,
      from: {},
    });
    expect(Object.values(shown)).not.toContain(challenge.matchNumber);
    const text = JSON.stringify(shown);
    expect([person.sub, person.identifier].filter((one) => text.includes(one))).toEqual([]);
  });

  test.each([
    ["its end is a second away", 599, "done"],
    ["its end has come", 600, "link_expired"],
  ])("linkApproval 8: given %s, when it is approved, then %s", async (_, after, code) => {
    const { approve } = await waiting();
    service.stack.advanceClock(after);
    expect(await outcome(approve())).toBe(code);
  });

  test("given a newer one, when the older is used, then it is superseded and the newer works", async () => {
    const { client, held, token, phone, ask, approve } = await waiting();
    service.stack.advanceClock(31);
    const newer = await ask();
    const { matchNumber = "" } = (await client.getLogin(held)).challenge ?? {};

    expect(newer).not.toBe(token);
    expect(await outcome(approve({ matchNumber }))).toBe("link_superseded");
    const body = { token: newer, decision: "approve", acknowledged: true, matchNumber } as const;
    expect(await phone.redeemLink({ body })).toEqual({ outcome: "approved" });
  });

  test("given a code was asked for instead, when the URL is used, then it is superseded", async () => {
    const { client, held, approve } = await waiting();
    const login = await client.getLogin(held);
    const code = login.methods.find(({ type }) => type === "sms_code")?.methodId ?? "";
    await client.createChallenge({ ...held, body: { methodId: code } });
    expect(await outcome(approve())).toBe("link_superseded");
  });

  test("given anything that is no token of ours, when it is presented, then all of it is answered the same", async () => {
    const { token, phone } = await waiting();
    const bytes = Buffer.from(token, "base64url");
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    const forged = [bytes.toString("base64url"), "A".repeat(48), "x", token.slice(1), `${token}A`];

    const answers = await Promise.all(
      forged.flatMap((one) => [
        refusal(phone.inspectLink({ body: { token: one } })),
        refusal(phone.redeemLink({ body: { token: one, decision: "deny" } })),
      ]),
    );

    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 404, code: "not_found" });
  });

  test("attack 25: given a poisoned host, when a URL is sent, then it leads to the configured one", async () => {
    const person = await service.makeAccount();
    const login = await service.from(freshAddress()).startLogin({ body: { identifier: person.identifier, password } });
    const methodId = login.methods.find(({ type }) => type === "sms_link")?.methodId;

    await fetch(`${service.stack.origin}/v1/logins/${login.loginId}/challenges`, {
      method: "POST",
      headers: {
        ...service.edgeHeaders(freshAddress()),
        authorization: `Bearer ${login.loginToken}`,
        "content-type": "application/json",
        "x-forwarded-host": "evil.example",
        "x-forwarded-proto": "javascript",
        forwarded: "host=evil.example",
        origin: "https://evil.example",
      },
      body: JSON.stringify({ methodId }),
    });

    expect(newestLink(service, person).url).toBe(`${service.stack.origin}/v#${newestLink(service, person).token}`);
  });

  test.each([
    "inspect",
    "redeem",
  ])("attack 29: given a page of elsewhere, when it calls %s, then 403 and nothing is decided", async (verb) => {
    const { client, held, token } = await waiting();

    const answer = await fetch(`${service.stack.origin}/v1/links/${verb}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: "https://evil.example" },
      body: JSON.stringify({ token, ...(verb === "redeem" ? { decision: "deny" } : {}) }),
    });

    expect(answer.status).toBe(403);
    expect((await client.getLogin(held)).status).toBe("pending");
  });

  test("attack 26: given a URL is made, looked at and used, then its token is in no log line", async () => {
    const { token, phone, approve } = await waiting();
    await phone.inspectLink({ body: { token } });
    await approve();
    await outcome(approve());
    expect(service.stack.logs().filter((line) => line.includes(token))).toEqual([]);
  });

  test("given a step-up, when its methods are offered, then no URL is", async () => {
    const { client, held, approve } = await waiting();
    await approve();
    const { sessionToken = "" } = await client.issueToken({
      ...heldOf(await client.getLogin(held)),
      body: { session: "bearer" },
    });
    const login = await client.startStepUp({ sessionToken, body: { action: "switch_off" } });
    expect(login.methods.map(({ type }) => type)).toEqual(["sms_code"]);
    const methodId = `sms_link.${login.methods[0]?.methodId.split(".")[1]}`;
    expect(await outcome(client.createChallenge({ ...heldOf(login), body: { methodId } }))).toBe("not_found");
  });

  test("given an idempotency key, when the same is asked again, then no second URL goes out and the number is there again", async () => {
    const person = await service.makeAccount();
    const client = service.from(freshAddress());
    const login = await client.startLogin({ body: { identifier: person.identifier, password } });
    const body = { methodId: login.methods.find(({ type }) => type === "sms_link")?.methodId ?? "" };
    const asked = { ...heldOf(login), body, idempotencyKey: randomUUID() };

    const [one, other] = [await client.createChallenge(asked), await client.createChallenge(asked)];

    expect(one.challenge).toEqual(other.challenge);
    expect(service.stack.messages({ to: person.phones[0] ?? "" })).toHaveLength(1);
  });
});
