import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { heldOf } from "../attack/visitor.ts";
import { password, type Service, startService } from "../support/service.ts";
import { abroad, atHome, clientAt, home, judgements, mail, riskSettings, startAt } from "./at-places.ts";

describe("risk", () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService({ ...riskSettings, risk: { networks: ["192.0.2.0/24"] } });
  });
  afterEach(() => service.stack.resetClock());
  afterAll(() => service.stack.close());

  test("given two-step verification is off, when somebody signs in as always, then the password is enough", async () => {
    const account = await atHome(service);
    expect(await startAt(service, account, home)).toMatchObject({ status: "complete", reason: "enabled" });
  });

  test("appApproval 12: given two-step verification is off, when the login looks risky, then a code is asked all the same", async () => {
    const account = await atHome(service);
    service.stack.advanceClock(24 * 3600);
    const login = await startAt(service, account, abroad);
    expect(login).toMatchObject({ status: "pending", reason: "risk", needs: ["second_factor"] });
    expect(login.methods.map(({ type }) => type)).toEqual(["email_code"]);

    const client = clientAt(service, abroad);
    await client.createChallenge({ ...heldOf(login), body: { methodId: login.methods[0]?.methodId ?? "" } });
    const code = service.newestCode(mail);
    expect(await client.verifyLogin({ ...heldOf(login), body: { code } })).toMatchObject({ status: "complete" });
  });

  test("given a risky login with the password sent later, when it is right, then a code is asked too", async () => {
    const account = await atHome(service);
    service.stack.advanceClock(24 * 3600);
    const client = clientAt(service, abroad);
    const begun = await client.startLogin({ body: { identifier: account.identifier } });
    const login = await client.verifyLogin({ ...heldOf(begun), body: { password } });
    expect(login).toMatchObject({ status: "pending", reason: "risk", needs: ["second_factor"] });
  });

  test("given a risky login that only waits, when its result is asked for, then there is none", async () => {
    const account = await atHome(service);
    service.stack.advanceClock(24 * 3600);
    const login = await startAt(service, account, abroad);
    await expect(clientAt(service, abroad).issueToken(heldOf(login))).rejects.toThrow("login_closed");
  });

  test("given nothing is registered, when the login looks risky, then there is nothing to ask and the password is enough", async () => {
    const account = await atHome(service, []);
    service.stack.advanceClock(24 * 3600);
    expect(await startAt(service, account, abroad)).toMatchObject({ status: "complete" });
  });

  test("given a wrong password, when somebody tries from abroad, then nothing is judged and nothing learned", async () => {
    const account = await atHome(service);
    const before = judgements(service).length;
    await expect(startAt(service, account, abroad, "wrong-horse-battery")).rejects.toThrow("credentials_invalid");
    expect(judgements(service).length).toBe(before);
  });

  test("given a login that was only begun abroad, when its owner signs in there later, then it is as new as before", async () => {
    const account = await atHome(service);
    service.stack.advanceClock(24 * 3600);
    await startAt(service, account, abroad);
    expect(await startAt(service, account, abroad)).toMatchObject({ status: "pending", reason: "risk" });
  });

  test("given a judgement, when it is logged, then with grades alone", async () => {
    const account = await atHome(service);
    service.stack.advanceClock(24 * 3600);
    await startAt(service, account, abroad);
    const line = judgements(service).at(-1);
    expect(line).toMatchObject({ level: "ask", grades: { newCountry: 1, unknownBrowser: 1, newNetwork: 1 } });
    const text = JSON.stringify(line);
    expect(
      [account.sub, account.identifier, abroad.address, "203.0.113", "US", "Safari"].filter((one) =>
        text.includes(one),
      ),
    ).toEqual([]);
  });

  test("given an address on the operator's list, when somebody signs in from it, then the risk is high", async () => {
    const account = await atHome(service);
    await startAt(service, account, { ...home, address: "192.0.2.9" });
    expect(judgements(service).at(-1)).toMatchObject({ level: "high", grades: { listedAddress: 1 } });
  });
});
