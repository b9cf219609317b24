import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { call } from "../feature/raw-call.ts";
import { password, type Service, startService, type TestAccount } from "../support/service.ts";
import { countersOf } from "./counters.ts";
import { askEarly, beginEarly, early, nobodyWith, seenOf } from "./early.ts";
import { freshAddress, heldOf, outcome, refusal, wrongCode, wrongCodes } from "./visitor.ts";

let service: Service;

beforeAll(async () => {
  service = await startService({ ...early, login: { order: "approval_first" } });
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

const used = async (scope: string, sub: string) => (await countersOf(service, scope))[`THROTTLE#${scope}#${sub}`] ?? 0;
const missesOf = async ({ sub }: TestAccount) =>
  (await service.dependencies.directory.findAccount(sub))?.authenticators[0]?.missesInARow;

describe("the second factor first", () => {
  test("appApproval 17: given the second factor is proved, when the password follows, then the login is complete, and not before", async () => {
    const { client, held, code } = await askEarly(service, await service.makeAccount());

    const proved = await client.verifyLogin({ ...held, body: { code } });
    expect(proved).toMatchObject({ status: "pending", needs: ["password"], methods: [] });
    expect(proved.challenge).toBeUndefined();
    const second = heldOf(proved);
    expect(await outcome(client.issueToken(second))).toBe("login_closed");
    expect(await outcome(client.verifyLogin({ ...second, body: { password: "wrong-password" } }))).toBe(
      "credentials_invalid",
    );
    expect(await outcome(client.verifyLogin({ ...second, body: { code } }))).toBe("login_closed");
    const complete = await client.verifyLogin({ ...second, body: { password } });

    expect(complete).toMatchObject({ status: "complete", needs: [] });
    const { token } = await client.issueToken(heldOf(complete));
    expect(decodeJwt(token)).toMatchObject({ amr: ["pwd", "sms", "mfa"], acr: "urn:nidan:acr:2" });
  });

  test("attack 4: given tokens of the steps before, when a factor is accepted, then they open nothing", async () => {
    const { client, held, code } = await askEarly(service, await service.makeAccount());
    const second = heldOf(await client.verifyLogin({ ...held, body: { code } }));
    expect(await outcome(client.verifyLogin({ ...held, body: { password } }))).toBe("unauthenticated");
    const third = heldOf(await client.verifyLogin({ ...second, body: { password } }));
    for (const old of [held, second]) expect(await outcome(client.issueToken(old))).toBe("unauthenticated");
    expect(await outcome(client.issueToken(third))).toBe("done");
  });

  test("given the second factor is proved, when another code is asked for, then it is refused and nothing is sent", async () => {
    const { client, held, methodIds, code } = await askEarly(service, await service.makeAccount());
    const second = heldOf(await client.verifyLogin({ ...held, body: { code } }));
    const sent = service.stack.messages().length;
    expect(await outcome(client.createChallenge({ ...second, body: { methodId: methodIds[0] } }))).toBe("forbidden");
    expect(service.stack.messages().length).toBe(sent);
  });

  test("given four misses, when the last answer is right, then the login stands and the password completes it", async () => {
    const { client, held, code } = await askEarly(service, await service.makeAccount());
    for (const wrong of wrongCodes(code, 4)) await refusal(client.verifyLogin({ ...held, body: { code: wrong } }));
    const second = heldOf(await client.verifyLogin({ ...held, body: { code } }));
    expect(await client.verifyLogin({ ...second, body: { password } })).toMatchObject({ status: "complete" });
  });

  test("attack 13: given the right code a hundred times at once, when it is answered, then one is accepted", async () => {
    const { client, held, code } = await askEarly(service, await service.makeAccount());
    const answers = Array.from({ length: 100 }, () => outcome(client.verifyLogin({ ...held, body: { code } })));
    expect((await Promise.all(answers)).filter((one) => one === "done")).toHaveLength(1);
    const login = await service.dependencies.logins.find(held.params.loginId);
    expect([login?.state, login?.generation, login?.password]).toEqual(["pending", 1, undefined]);
  });

  test("given both come at once, when they are right, then the login is complete", async () => {
    const { client, held, code } = await askEarly(service, await service.makeAccount());
    expect(await client.verifyLogin({ ...held, body: { password, code } })).toMatchObject({ status: "complete" });
  });

  test("appApproval 22: given the service does not let the password come first, when it does, then it is refused as a wrong one", async () => {
    const { client, held } = await askEarly(service, await service.makeAccount());
    expect(await outcome(client.verifyLogin({ ...held, body: { password } }))).toBe("credentials_invalid");
    expect((await client.getLogin(held)).needs).toEqual(["password", "second_factor"]);
  });
});

describe("strangers who know an identifier", () => {
  test("attack 1: given nobody's identifier, when a code is answered first, then all is as for somebody's wrong one", async () => {
    const answer = async (identifier: string) => {
      const { client, held, methodIds } = await beginEarly(service, identifier);
      await client.createChallenge({ ...held, body: { methodId: methodIds[0] } });
      return () => call(service, "verifyLogin", { held, body: { code: "000000" } });
    };
    const { identifier } = await service.makeAccount();
    const [somebody, nobody] = [await answer(identifier), await answer(await nobodyWith(service, ["sms_code"]))];
    await seenOf(await answer(await nobodyWith(service, ["sms_code"])));
    const { seen } = await seenOf(somebody);
    expect((await seenOf(nobody)).seen).toEqual(seen);
    expect(seen.answer).toContain('"code":"challenge_failed"');
  });

  test("attack 10: given codes are guessed before the password, when the budget is used up, then the password opens the way, and what was guessed counts nowhere else", async () => {
    const person = await service.makeAccount();
    for (let logins = 0; logins < 2; logins += 1) {
      const { client, held, code } = await askEarly(service, person);
      for (const wrong of wrongCodes(code, 5)) await refusal(client.verifyLogin({ ...held, body: { code: wrong } }));
    }
    const counts = [await used("subject_early_failures", person.sub), await used("subject_failures", person.sub)];
    expect([...counts, await missesOf(person)]).toEqual([10, 0, 0]);

    const { client, held, code } = await askEarly(service, person);
    expect(await outcome(client.verifyLogin({ ...held, body: { code } }))).toBe("too_many_attempts");
    const proved = heldOf(await client.verifyLogin({ ...held, body: { password } }));
    expect(await outcome(client.verifyLogin({ ...proved, body: { code: wrongCode(code) } }))).toBe("challenge_failed");
    expect(await client.verifyLogin({ ...proved, body: { code } })).toMatchObject({ status: "complete" });
  });

  test("attack 11: given misses, when another login begins, then the budget of early answers is unchanged", async () => {
    const person = await service.makeAccount();
    const { client, held, code } = await askEarly(service, person);
    for (const wrong of wrongCodes(code, 3)) await refusal(client.verifyLogin({ ...held, body: { code: wrong } }));
    await service.from(freshAddress()).startLogin({ body: { identifier: person.identifier } });
    await askEarly(service, person);
    expect(await used("subject_early_failures", person.sub)).toBe(3);
  });
});
