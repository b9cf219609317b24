import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import type { Client } from "../../shared/contract/client.ts";
import { password, roomy, type Service, startService } from "../support/service.ts";
import { giveAway, takeAway } from "./given-away.ts";
import {
  askLogin,
  beginLogin,
  completeLogin,
  freshAddress,
  type Held,
  heldOf,
  newestCode,
  outcome,
  post,
} from "./visitor.ts";

let service: Service;

beforeAll(async () => {
  service = await startService(roomy);
});
afterAll(() => service.stack.close());

/** What becomes of every call that a login token could be shown for. */
async function outcomes(client: Client, held: Held): Promise<string[]> {
  return [
    await outcome(client.getLogin(held)),
    await outcome(client.createChallenge({ ...held, body: { methodId: "sms_code.x" } })),
    await outcome(client.verifyLogin({ ...held, body: { password, code: "123456" } })),
    await outcome(client.issueToken(held)),
    await outcome(client.cancelLogin(held)),
  ];
}
const allUnauthenticated = Array.from({ length: 5 }, () => "unauthenticated");

describe("attack 4: a planted login token", () => {
  test("attack 4: given a token planted by an attacker, when its victim proves the password, then the attacker's is dead", async () => {
    const { identifier } = await service.makeAccount();
    const attacker = service.from(freshAddress());
    const planted = heldOf(await attacker.startLogin({ body: { identifier } }));

    const own = heldOf(await service.from(freshAddress()).verifyLogin({ ...planted, body: { password } }));

    expect(await outcomes(attacker, planted)).toEqual(allUnauthenticated);
    expect((await attacker.getLogin(own)).status).toBe("pending");
  });

  test("attack 4: given a token of the step before, when the code is right, then only the new token fetches the result", async () => {
    const { client, held: planted, code } = await askLogin(service, await service.makeAccount());

    const own = heldOf(await client.verifyLogin({ ...planted, body: { code } }));

    expect(await outcomes(client, planted)).toEqual(allUnauthenticated);
    expect(await outcome(client.issueToken(own))).toBe("done");
  });
});

describe("attack 5: a login token after its login", () => {
  test("attack 5: given an idempotency key whose login TTL has taken away, when another's login begins with it, then the old token opens nothing", async () => {
    const [mine, victim] = [await service.makeAccount([]), await service.makeAccount([])];
    const attacker = service.from(freshAddress());
    const idempotencyKey = randomUUID();
    const old = heldOf(await attacker.startLogin({ body: { identifier: mine.identifier }, idempotencyKey }));
    await takeAway(service, old.params.loginId);

    const { loginId } = await attacker.startLogin({ body: { identifier: victim.identifier }, idempotencyKey });

    expect(loginId).not.toBe(old.params.loginId);
    expect(await outcome(attacker.verifyLogin({ ...old, body: { password } }))).toBe("login_expired");
    const crossed = { params: { loginId }, loginToken: old.loginToken };
    expect(await outcomes(attacker, crossed)).toEqual(allUnauthenticated);
  });

  test.each([
    ["begun", async () => beginLogin(service, await service.makeAccount())],
    ["complete", async () => completeLogin(service, await service.makeAccount())],
  ])("attack 5: given a login that is another's by now, %s, when a token of before is shown, then it opens nothing", async (_, make) => {
    const { client: browser, held } = await make();
    await giveAway(service, held.params.loginId);

    expect(await outcomes(browser, held)).toEqual(allUnauthenticated);
    expect(await outcome(browser.trustBrowser({ ...held, body: {} }))).toBe("unauthenticated");
    expect(await outcome(browser.returnLogin(held))).toBe("unauthenticated");
  });
});

describe("attack 5: a login token elsewhere", () => {
  test("attack 5: given the token of one login, when it is shown at another of the same person, then it opens nothing", async () => {
    const person = await service.makeAccount();
    const [one, other] = [await beginLogin(service, person), await beginLogin(service, person)];

    const crossed = { params: other.held.params, loginToken: one.held.loginToken };

    expect(await outcomes(one.client, crossed)).toEqual(allUnauthenticated);
  });

  test("attack 5: given a login token, when it is shown at the admin API, then it is refused", async () => {
    const { held } = await beginLogin(service, await service.makeAccount());
    const body = JSON.stringify({ identifier: "intruder", password: "a-long-password" });
    const headers = { "content-type": "application/json", authorization: `Bearer ${held.loginToken}` };

    const [admin, onPublic] = await Promise.all(
      [service.stack.adminOrigin, service.stack.origin].map((origin) =>
        fetch(`${origin}/v1/admin/accounts`, { method: "POST", headers, body }),
      ),
    );

    expect([admin?.status, onPublic?.status]).toEqual([403, 404]);
  });

  test.each([
    "",
    "Bearer",
    "Bearer ",
    "Basic YTpi",
    `Bearer ${"A".repeat(92)}`,
    "Bearer ../..",
    "Bearer null",
  ])("attack 5: given the authorization %j, when a login is read, then it is refused", async (authorization) => {
    const { held } = await beginLogin(service, await service.makeAccount());

    const answer = await fetch(`${service.stack.origin}/v1/logins/${held.params.loginId}`, {
      headers: { authorization },
    });

    expect(answer.status).toBe(401);
  });

  test("attack 5: given a token with one bit turned, wherever it is, when it is shown, then it is refused", async () => {
    const { client, held } = await beginLogin(service, await service.makeAccount());
    const bytes = Buffer.from(held.loginToken, "base64url");

    const forged = Array.from(bytes, (_, place) => {
      const copy = Buffer.from(bytes);
      copy[place] = (copy[place] ?? 0) ^ 1;
      return copy.toString("base64url");
    });
    const read = forged.map((loginToken) => outcome(client.getLogin({ ...held, loginToken })));

    expect(new Set(await Promise.all(read))).toEqual(new Set(["unauthenticated"]));
  });
});

describe("attack 6: a body that says too much", () => {
  const claims = {
    amr: ["pwd", "sms", "mfa", "hwk"],
    acr: "urn:nidan:acr:2",
    mfaRequired: false,
    completed: true,
    status: "complete",
    state: "complete",
    needs: [],
    generation: 2,
    secondFactor: { by: "sms_code", at: 1 },
    attemptsLeft: 1000,
    sub: "AAAAAAAAAAAAAAAAAAAAAA",
  };

  test("attack 6: given a start that calls itself complete, when it is read, then both factors are still due", async () => {
    const { identifier } = await service.makeAccount();

    const without = await post(service, "/v1/logins", { identifier, ...claims });
    const withPassword = await post(service, "/v1/logins", { identifier, password, ...claims });

    expect(await without.json()).toMatchObject({ status: "pending", needs: ["password", "second_factor"] });
    expect(await withPassword.json()).toMatchObject({ status: "pending", needs: ["second_factor"] });
  });

  test("attack 6: given claims beside every step, when the result is issued, then it claims what was proved", async () => {
    const person = await service.makeAccount();
    const started = await post(service, "/v1/logins", { identifier: person.identifier, password, ...claims });
    const login = await started.json();
    const path = `/v1/logins/${login.loginId}`;
    const headers = { authorization: `Bearer ${login.loginToken}` };
    const { methodId } = login.methods[0];

    const early = await post(service, `${path}/token`, claims, headers);
    const asked = await post(service, `${path}/challenges`, { methodId, ...claims }, headers);
    const code = newestCode(service, person);
    const verified = await post(service, `${path}/verifications`, { code, ...claims }, headers);
    const { loginToken } = await verified.json();
    const issued = await post(service, `${path}/token`, claims, { authorization: `Bearer ${loginToken}` });

    expect([early.status, asked.status, issued.status]).toEqual([409, 201, 200]);
    expect((await asked.json()).challenge.attemptsLeft).toBe(5);
    const { sub, amr, acr } = decodeJwt((await issued.json()).token);
    expect({ sub, amr, acr }).toEqual({ sub: person.sub, amr: ["pwd", "sms", "mfa"], acr: "urn:nidan:acr:2" });
  });
});
