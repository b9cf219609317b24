import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { beginLogin, freshAddress, outcome } from "../attack/visitor.ts";
import { ask, mailsTo, reason } from "../support/operator.ts";
import { freshPhone, password, roomy, type Service, startService, type TestAccount } from "../support/service.ts";
import { makeCodes, signInNew } from "../support/signed-in.ts";

let service: Service;
beforeAll(async () => {
  service = await startService({ ...roomy, email: { from: "no-reply@login.example.jp" } });
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

/** Somebody with a number and an address. */
async function somebody() {
  const email = `person-${randomUUID()}@example.jp`;
  const person = await service.makeAccount([freshPhone()], [email]);
  const { body } = await ask(service, `/accounts/${person.sub}`);
  const [phoneId = "", emailId = ""] = body.authenticators.map(({ authenticatorId }) => authenticatorId);
  const reset = (given: object) => ask(service, `/accounts/${person.sub}/resets`, { reason, ...given });
  return { person, email, phoneId, emailId, reset, read: () => ask(service, `/accounts/${person.sub}`) };
}

const start = ({ identifier }: TestAccount) =>
  outcome(service.from(freshAddress()).startLogin({ body: { identifier, password } }));
const types = async (person: TestAccount) => {
  const login = await service.from(freshAddress()).startLogin({ body: { identifier: person.identifier, password } });
  return { status: login.status, methods: login.methods.map(({ type }) => type) };
};

describe("resetting methods", () => {
  test("admin: given a number that is reset, when its owner signs in, then the next method takes over", async () => {
    const { person, phoneId, reset } = await somebody();
    expect(await reset({ authenticatorIds: [phoneId] })).toMatchObject({ status: 200, body: { status: "done" } });
    expect(await types(person)).toEqual({ status: "pending", methods: ["email_code"] });
  });

  test("admin: given every method that is reset, when its owner signs in, then two-step verification is off", async () => {
    const { person, phoneId, emailId, reset, read } = await somebody();
    await reset({ authenticatorIds: [phoneId, emailId] });
    expect((await read()).body.enabled).toBe(false);
    expect(await types(person)).toEqual({ status: "complete", methods: [] });
  });

  test("admin: given backup codes, when the last method beside them is reset, then they are void too", async () => {
    const { person, client, sessionToken } = await signInNew(service);
    await makeCodes(service, { person, client, sessionToken });
    const path = `/accounts/${person.sub}`;
    const { body } = await ask(service, path);
    expect(body.backupCodesLeft).toBe(10);
    const authenticatorIds = body.authenticators.map(({ authenticatorId }) => authenticatorId);
    await ask(service, `${path}/resets`, { authenticatorIds, reason });
    expect((await ask(service, path)).body).toMatchObject({ backupCodesLeft: 0, enabled: false });
  });

  test("admin: given backup codes that are reset alone, then the rest stays", async () => {
    const { person, client, sessionToken } = await signInNew(service);
    await makeCodes(service, { person, client, sessionToken });
    await ask(service, `/accounts/${person.sub}/resets`, { authenticatorIds: ["backup-codes"], reason });
    const { body } = await ask(service, `/accounts/${person.sub}`);
    expect(body).toMatchObject({ backupCodesLeft: 0, enabled: true });
  });

  test("attack 41: given methods that are reset by support, when it is done, then the old number and address both learn of it, with the reason", async () => {
    const { person, email, phoneId, emailId, reset } = await somebody();
    await reset({ authenticatorIds: [phoneId, emailId] });
    const [mail] = await mailsTo(service, email, 1);
    expect(mail?.text).toContain(`理由：${reason}`);
    const [sms] = await mailsTo(service, person.phones[0] ?? "", 1);
    expect(sms?.text).toContain("認証方法がリセットされました");
  });

  test("admin: given somebody signed in, when methods are reset, then the session is over", async () => {
    const { person, client, sessionToken } = await signInNew(service);
    const { body } = await ask(service, `/accounts/${person.sub}`);
    const authenticatorIds = body.authenticators.map(({ authenticatorId }) => authenticatorId);
    await ask(service, `/accounts/${person.sub}/resets`, { authenticatorIds, reason });
    expect(await outcome(client.getSettings({ sessionToken }))).toBe("unauthenticated");
  });
});

describe("resetting the password", () => {
  test("attack 41: given a password that is void, when it or anything else is tried, then nothing signs in", async () => {
    const { person, reset } = await somebody();
    const { body } = await reset({ password: true });
    expect(JSON.stringify(body)).not.toMatch(/passwordHash|argon2/);
    expect(await start(person)).toBe("credentials_invalid");
    for (const guess of ["undefined", "null", " ", "a"]) {
      const login = service
        .from(freshAddress())
        .startLogin({ body: { identifier: person.identifier, password: guess } });
      expect(await outcome(login)).toBe("credentials_invalid");
    }
  });

  test("admin: given a login under way, when the password is reset, then it comes to nothing", async () => {
    const { person, reset } = await somebody();
    const { client, held, methodIds } = await beginLogin(service, person);
    await client.createChallenge({ ...held, body: { methodId: methodIds[0] } });
    const code = service.newestCode(person.phones[0] ?? "");
    await reset({ password: true });
    expect(await outcome(client.verifyLogin({ ...held, body: { code } }))).toBe("login_closed");
  });
});

test.each([
  ["nothing", {}, ""],
  ["nothing by name", { authenticatorIds: [], password: false }, ""],
  ["somebody else's id", { authenticatorIds: ["A".repeat(22)] }, "/authenticatorIds/0"],
  ["a number for an id", { authenticatorIds: [7] }, "/authenticatorIds/0"],
  ["an empty id", { authenticatorIds: [""] }, "/authenticatorIds/0"],
  ["an id of 65 characters", { authenticatorIds: ["a".repeat(65)] }, "/authenticatorIds/0"],
  ["51 ids", { authenticatorIds: Array.from({ length: 51 }, () => "a") }, "/authenticatorIds"],
  ["a text for ids", { authenticatorIds: "all" }, "/authenticatorIds"],
  ["a chosen password", { password: "chosen-by-support" }, "/password"],
  ["no reason", { password: true, reason: undefined }, "/reason"],
  ["a recovery that is void at once", { password: true, recovery: true }, "/recovery"],
  ["a text for a recovery", { recovery: "yes" }, "/recovery"],
])("admin: given %s, when a reset is asked for, then the field is named and nothing changes", async (_, given, pointer) => {
  const { person, reset } = await somebody();
  expect(await reset(given)).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
  expect(await types(person)).toMatchObject({ status: "pending" });
});

describe("deleting", () => {
  test("admin: given an account, when it is deleted, then it is gone, its session too, and its address learns why", async () => {
    const { person, email, read } = await somebody();
    const gone = await ask(service, `/accounts/${person.sub}/deletion`, { reason });
    expect(gone.status).toBe(204);
    expect([(await read()).status, await start(person)]).toEqual([404, "credentials_invalid"]);
    const [mail] = await mailsTo(service, email, 1);
    expect(mail?.subject).toBe("【nidan】アカウントが削除されました");
    expect(mail?.text).toContain(`理由：${reason}`);
  });

  test("admin: given a number alone, when the account is deleted, then the number is told", async () => {
    const person = await service.makeAccount();
    await ask(service, `/accounts/${person.sub}/deletion`, { reason });
    expect((await mailsTo(service, person.phones[0] ?? "", 1))[0]?.text).toContain("アカウントが削除されました");
  });

  test("admin: given an account that is deleted, when its identifier is taken anew, then it is another subject's", async () => {
    const { person } = await somebody();
    await ask(service, `/accounts/${person.sub}/deletion`, { reason });
    const { status, body } = await ask(service, "/accounts", { identifier: person.identifier, password });
    expect({ status, isOther: body.sub !== person.sub }).toEqual({ status: 201, isOther: true });
  });

  test("admin: given somebody signed in, when the account is deleted, then the session opens nothing", async () => {
    const { person, client, sessionToken } = await signInNew(service);
    await ask(service, `/accounts/${person.sub}/deletion`, { reason });
    expect(await outcome(client.getSettings({ sessionToken }))).toBe("unauthenticated");
  });

  test("admin: given no reason, when an account is deleted, then it stays", async () => {
    const { person, read } = await somebody();
    expect((await ask(service, `/accounts/${person.sub}/deletion`, {})).status).toBe(400);
    expect((await read()).status).toBe(200);
  });
});
