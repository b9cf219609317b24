import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { completeLogin, freshAddress, heldOf, outcome } from "../attack/visitor.ts";
import { ask } from "../support/operator.ts";
import { elsewhere, makeHere, OperatorDirectory } from "../support/password-verifier.ts";
import { type Service, startService } from "../support/service.ts";

let service: Service;
let directory: OperatorDirectory;
beforeAll(async () => {
  service = await startService(elsewhere);
  directory = new OperatorDirectory(service);
});
afterEach(() => {
  directory.answerAfter(0);
  service.stack.clearFaults();
});
afterAll(() => service.stack.close());

const right = "correct-horse-battery";
const wrong = "wrong-horse-battery";
const name = () => `person-${randomUUID()}@example.jp`;
const person = () => makeHere(service, directory, name(), right);
const start = (identifier: string, password = right, from = freshAddress()) =>
  outcome(service.from(from).startLogin({ body: { identifier, password } }));
/** Signed in, second factor and all. */
async function session(me: Awaited<ReturnType<typeof person>>) {
  const { client, held } = await completeLogin(service, me);
  const { sessionToken = "" } = await client.issueToken({ ...held, body: { session: "bearer" } });
  return { client, sessionToken };
}
const logged = (code: string) => service.stack.logs().filter((line) => line.includes(`"code":"${code}"`));

describe("passwords that are the operator's own directory's", () => {
  test("given the right one, when somebody signs in, then it does, and a wrong one does not", async () => {
    const { identifier } = await person();
    expect([await start(identifier), await start(identifier, wrong)]).toEqual(["done", "credentials_invalid"]);
  });

  test("given it is typed otherwise, when it is asked about, then identifier and password come in their one form", async () => {
    const { identifier } = await person();
    expect(
      await start(` ${identifier.toUpperCase().replace("EXAMPLE", "ＥＸＡＭＰＬＥ")} `, "ｃorrect-horse-battery"),
    ).toBe("done");
    expect(directory.asked().at(-1)).toEqual({ version: 1, identifier, password: right });
  });

  test("given a password that comes after the identifier, when it is proved, then it is asked about by the account's name", async () => {
    const { identifier } = await person();
    const client = service.from(freshAddress());
    const begun = await client.startLogin({ body: { identifier } });
    const held = heldOf(begun);
    expect(await outcome(client.verifyLogin({ ...held, body: { password: wrong } }))).toBe("credentials_invalid");
    expect(await outcome(client.verifyLogin({ ...held, body: { password: right } }))).toBe("done");
    expect(directory.asked().at(-1)).toEqual({ version: 1, identifier, password: right });
  });

  test.each([
    ["locked", "credentials_invalid"],
    ["change_required", "password_change_required"],
  ])("given the answer %s, when it is right, then it is refused with %s", async (result, refused) => {
    const { identifier } = await person();
    directory.answer(identifier, { result });
    expect(await start(identifier)).toBe(refused);
  });

  test("attack 1: given an identifier of nobody's here, when it is tried, then the directory is asked about it all the same", async () => {
    const identifier = name();
    const before = directory.asked().length;
    expect(await start(identifier)).toBe("credentials_invalid");
    const client = service.from(freshAddress());
    const begun = await client.startLogin({ body: { identifier } });
    const held = heldOf(begun);
    expect(await outcome(client.verifyLogin({ ...held, body: { password: right } }))).toBe("credentials_invalid");
    expect(directory.asked()).toHaveLength(before + 2);
  });

  test("given somebody known only over there, when the password is right, then nobody is signed in, and the operator sees why", async () => {
    const identifier = name();
    directory.add(identifier, right);
    expect(await start(identifier)).toBe("credentials_invalid");
    expect(logged("password_not_verified").at(-1)).toContain('"why":"no_account"');
  });

  test("given a right password of another subject, when it is told, then nobody is signed in", async () => {
    const [one, other] = [await person(), await person()];
    directory.answer(one.identifier, { result: "right", sub: other.sub });
    expect(await start(one.identifier)).toBe("credentials_invalid");
    directory.answer(one.identifier, { result: "right", sub: one.sub });
    expect(await start(one.identifier)).toBe("done");
  });

  test("given it cannot be asked, when passwords are tried, then that is said, and no try is used up", async () => {
    const { identifier } = await person();
    const from = freshAddress();
    service.stack.setFault({ service: "lambda", fault: "error", times: 12 });
    for (let tries = 0; tries < 12; tries += 1) expect(await start(identifier, wrong, from)).toBe("unavailable");
    expect(await start(identifier, right, from)).toBe("done");
  });

  test("given wrong ones, when more come than are free, then the directory is asked no more", async () => {
    const { identifier } = await person();
    const from = freshAddress();
    for (let tries = 0; tries < 5; tries += 1) await start(identifier, wrong, from);
    const before = directory.asked().length;
    expect(await start(identifier, right, from)).toBe("too_many_attempts");
    expect(directory.asked()).toHaveLength(before);
  });

  test("given a password, when it is asked about, then no log has it", async () => {
    const { identifier } = await person();
    const secret = `secret-${randomUUID()}`;
    service.stack.setFault({ service: "lambda", fault: "error", times: 1 });
    await start(identifier, secret);
    await start(identifier, secret);
    expect(service.stack.logs().join("\n")).not.toContain(secret);
  });
});

describe("what is then the operator's to do", () => {
  test.each([
    ["changed", "/v1/me/password", { current: right, password: "another-horse-battery" }],
    ["asked for anew", "/v1/password-resets", { identifier: "hanako" }],
    ["chosen anew", "/v1/password-resets/redeem", { token: "x".repeat(80), password: "another-horse-battery" }],
  ])("given a password, when it is to be %s here, then it is refused in clear words", async (_, path, body) => {
    const { sessionToken } = await session(await person());
    const { origin } = service.stack;
    const headers = { "content-type": "application/json", origin, authorization: `Bearer ${sessionToken}` };
    const answer = await fetch(service.stack.origin + path, { method: "POST", headers, body: JSON.stringify(body) });
    const problem = { code: "password_elsewhere", status: 403, title: "Passwords are kept by another directory" };
    expect([answer.status, await answer.json()]).toEqual([403, expect.objectContaining(problem)]);
  });

  test("given an account with a password, when it is made, imported or reset, then the field is named", async () => {
    const { sub, phones } = await person();
    const account = { identifier: name(), password: right, phones };
    const error = { pointer: "/password", detail: expect.stringContaining("operator's own directory") };
    expect(await ask(service, "/accounts", account)).toMatchObject({ status: 400, body: { errors: [error] } });
    const imported = await ask(service, "/imports", { importId: randomUUID(), accounts: [account] });
    expect(imported.body).toMatchObject({ results: [{ outcome: "refused", errors: [error] }] });
    const reset = await ask(service, `/accounts/${sub}/resets`, { password: true, reason: "asked for" });
    expect(reset).toMatchObject({ status: 400, body: { errors: [error] } });
  });

  test("given an import without passwords, when it is called, then the accounts are made, and sign in", async () => {
    const identifier = name();
    directory.add(identifier, right);
    const imported = await ask(service, "/imports", { importId: randomUUID(), accounts: [{ identifier }] });
    expect(imported.body).toMatchObject({ results: [{ outcome: "created" }] });
    expect(await start(identifier)).toBe("done");
  });

  test("given a not-me, when the password is right, then it opens nothing until one was chosen after it", async () => {
    const me = await person();
    const { identifier } = me;
    const { client, sessionToken } = await session(me);
    await client.disavowOwn({ sessionToken });
    const now = service.dependencies.clock.now();
    expect(await start(identifier)).toBe("password_change_required");
    directory.answer(identifier, { result: "right", changedAt: new Date(now - 10_000).toISOString() });
    expect(await start(identifier)).toBe("password_change_required");
    directory.answer(identifier, { result: "right", changedAt: new Date(now + 10_000).toISOString() });
    expect(await start(identifier)).toBe("done");
  });
});
