import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { freshPhone, password, roomy, type Service, startService } from "../support/service.ts";
import { atOnce } from "../support/store.ts";
import { giveAway } from "./given-away.ts";
import { browserAt, newestLink } from "./links.ts";
import { freshAddress, heldOf, outcome, refusal, tally } from "./visitor.ts";
import { waitingPhone } from "./waiting-phone.ts";

let service: Service;

beforeAll(async () => {
  service = await startService({ ...roomy, links: { sms: "approve" } });
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

const waiting = (client?: ReturnType<Service["from"]>) => waitingPhone(service, client);

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

  test("attack 5: given a login that is another's by now, when a token of before the approval is exchanged, then it is none", async () => {
    const { client, held, approve } = await waiting();
    await approve();
    await giveAway(service, held.params.loginId);

    expect(await outcome(client.getLogin(held))).toBe("unauthenticated");
  });

  test("attack 4: given 50 who hold the same token, when all ask after the approval, then one goes on", async () => {
    const { client, held, approve } = await waiting();
    await approve();

    const outcomes = await atOnce(50, () => outcome(client.getLogin(held)));

    const { done, unauthenticated = 0, slow_down = 0, ...others } = tally(outcomes);
    expect([done, others]).toEqual([1, {}]);
    // Five at once, and one more for each two seconds that the fifty take.
    expect(unauthenticated).toBeGreaterThanOrEqual(4);
    expect(slow_down).toBeGreaterThan(30);
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
