import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { routes } from "../../shared/contract/routes.ts";
import { askLogin, beginLogin, completeLogin, freshAddress, heldOf, outcome } from "../attack/visitor.ts";
import { ask, mailsTo, reason } from "../support/operator.ts";
import { freshPhone, password, roomy, type Service, startService, type TestAccount } from "../support/service.ts";
import { signInNew } from "../support/signed-in.ts";

let service: Service;
beforeAll(async () => {
  service = await startService({ ...roomy, email: { from: "no-reply@login.example.jp" } });
});
afterAll(() => service.stack.close());

/** Somebody with a number and an address. */
async function somebody() {
  const email = `person-${randomUUID()}@example.jp`;
  const person = await service.makeAccount([freshPhone()], [email]);
  const act = (what: string, body: object = { reason }) => ask(service, `/accounts/${person.sub}/${what}`, body);
  const update = (body: object) => ask(service, `/accounts/${person.sub}`, body, { method: "PATCH" });
  return { person, email, act, update, read: () => ask(service, `/accounts/${person.sub}`) };
}

const start = (person: Pick<TestAccount, "identifier">, given = password) =>
  outcome(service.from(freshAddress()).startLogin({ body: { identifier: person.identifier, password: given } }));

describe("finding", () => {
  test("admin: given an identifier in another spelling, when it is looked for, then the account is found, masked", async () => {
    const { person, email } = await somebody();
    const identifier = ` ${person.identifier.toUpperCase().replace("@", "＠")}`;

    const { status, body } = await ask(service, "/accounts/find", { identifier });

    expect({ status, sub: body.sub, state: body.status }).toEqual({ status: 200, sub: person.sub, state: "active" });
    expect(body.authenticators.map(({ hint }) => hint)).toEqual([
      `090-****-${person.phones[0]?.slice(-4)}`,
      `p***${email.slice(email.indexOf("@"))}`,
    ]);
  });

  test("admin: given an account, when it is read, then nothing of it is a secret", async () => {
    const { person, email, read } = await somebody();
    const text = JSON.stringify((await read()).body);
    expect(text).not.toMatch(/argon2|password|passwordHash|epoch|seed|\+8190/i);
    expect(text).not.toContain(email);
    expect(text).toContain(person.identifier);
  });

  test.each([
    ["an identifier that nobody has", () => ask(service, "/accounts/find", { identifier: randomUUID() })],
    ["an id that nobody has", () => ask(service, `/accounts/${"A".repeat(22)}`)],
    ["what is no id", () => ask(service, "/accounts/SUBJECT")],
    ["an id of 4,000 characters", () => ask(service, `/accounts/${"A".repeat(4000)}`)],
  ])("admin: given %s, when it is looked for, then there is none", async (_, call) => {
    expect(await call()).toMatchObject({ status: 404, body: { code: "not_found" } });
  });
});

describe("locking", () => {
  test("admin: given a locked account, when its owner signs in, then as with a wrong password, and unlocked it works", async () => {
    const { person, act } = await somebody();

    expect((await act("lock")).body.status).toBe("locked");
    const whileLocked = [await start(person), await start(person, "wrong-password")];
    expect((await act("unlock")).body.status).toBe("active");

    expect([...whileLocked, await start(person)]).toEqual(["credentials_invalid", "credentials_invalid", "done"]);
  });

  test("admin: given a locked account, when a login is begun without a password, then it looks like any other", async () => {
    const { person, act } = await somebody();
    const begin = () => service.from(freshAddress()).startLogin({ body: { identifier: person.identifier } });
    const shape = ({ loginId: _, loginToken: __, expiresAt: ___, ...rest }: Awaited<ReturnType<typeof begin>>) => rest;
    const before = shape(await begin());

    await act("lock");
    const locked = await begin();

    expect(shape(locked)).toEqual(before);
    const answer = service.from(freshAddress()).verifyLogin({ ...heldOf(locked), body: { password } });
    expect(await outcome(answer)).toBe("credentials_invalid");
  });

  test("admin: given a login under way, when the account is locked, then it comes to nothing at any step", async () => {
    const { person, act } = await somebody();
    const other = await somebody();
    const asked = await askLogin(service, person);
    const waiting = await beginLogin(service, person);
    const complete = await completeLogin(service, other.person);

    await Promise.all([act("lock"), other.act("lock")]);

    const code = { ...asked.held, body: { code: asked.code } };
    expect(await outcome(asked.client.verifyLogin(code))).toBe("login_closed");
    expect(await outcome(waiting.client.issueToken(waiting.held))).toBe("login_closed");
    expect(await outcome(complete.client.issueToken(complete.held))).toBe("login_closed");
  });

  test("admin: given somebody signed in, when the account is locked, then the session is over, and stays so", async () => {
    const { person, client, sessionToken } = await signInNew(service);
    const call = () => outcome(client.getSettings({ sessionToken }));
    expect(await call()).toBe("done");

    await ask(service, `/accounts/${person.sub}/lock`, { reason });
    const locked = await call();
    await ask(service, `/accounts/${person.sub}/unlock`, { reason });

    expect([locked, await call()]).toEqual(["unauthenticated", "unauthenticated"]);
  });

  test("admin: given an account that is locked, when it is locked again, then nothing happens and nobody is told twice", async () => {
    const { email, act } = await somebody();
    const first = await act("lock");
    const second = await act("lock");
    expect(second.body.version).toBe(first.body.version);
    await act("unlock");
    expect((await mailsTo(service, email, 2)).map(({ subject }) => subject)).toEqual([
      "【nidan】アカウントがロックされました",
      "【nidan】アカウントのロックが解除されました",
    ]);
  });

  test("admin: given twenty locks and unlocks at once, when all have answered, then subject and credential agree", async () => {
    const { person, act, read } = await somebody();
    await Promise.all(Array.from({ length: 20 }, (_, turn) => act(turn % 2 === 0 ? "lock" : "unlock")));
    const isLocked = (await read()).body.status === "locked";
    expect(await start(person)).toBe(isLocked ? "credentials_invalid" : "done");
  });
});

describe("revoking", () => {
  test("admin: given somebody signed in, when access is revoked, then the session ends and a new sign-in works", async () => {
    const { person, client, sessionToken } = await signInNew(service);
    await ask(service, `/accounts/${person.sub}/revocations`, { reason });
    expect(await outcome(client.getSettings({ sessionToken }))).toBe("unauthenticated");
    expect(await start(person)).toBe("done");
  });
});

describe("changing", () => {
  test("admin: given another identifier, when it is changed, then the new one signs in with the same password, the old is nobody's", async () => {
    const { person, update } = await somebody();
    const identifier = `NEW-${randomUUID()}@example.jp`;

    const { status, body } = await update({ identifier, reason });

    expect({ status, identifier: body.identifier }).toEqual({ status: 200, identifier: identifier.toLowerCase() });
    expect([await start({ identifier }), await start(person)]).toEqual(["done", "credentials_invalid"]);
  });

  test("admin: given another language, when it is changed, then what the owner is told is in it, with the reason", async () => {
    const { email, update } = await somebody();
    expect((await update({ locale: "en", reason })).body.locale).toBe("en");
    const [mail] = await mailsTo(service, email, 1);
    expect(mail?.subject).toBe("nidan: account changed");
    expect(mail?.text).toContain(`Reason: ${reason}`);
  });

  test("admin: given an identifier that somebody has, when it is changed, then it is taken and nothing changes", async () => {
    const [one, other] = [await somebody(), await somebody()];
    const refused = await one.update({ identifier: other.person.identifier, reason });
    expect(refused).toMatchObject({ status: 409, body: { code: "identifier_taken" } });
    expect([await start(one.person), await start(other.person)]).toEqual(["done", "done"]);
  });

  test("admin: given a password, when it is sent along, then it is not heeded: nobody but the owner chooses one", async () => {
    const { person, update } = await somebody();
    await update({ locale: "en", password: "chosen-by-support", passwordHash: "$argon2id$", reason });
    expect([await start(person), await start(person, "chosen-by-support")]).toEqual(["done", "credentials_invalid"]);
  });
});

/** Every operation that changes an account, with a body that is right but for the reason. */
const changing = [
  ["lock", "POST", {}],
  ["unlock", "POST", {}],
  ["revocations", "POST", {}],
  ["", "PATCH", { locale: "en" }],
] as const;

describe.each(changing)("given %s %s", (what, method, body) => {
  const call = (person: TestAccount, given: object) =>
    ask(service, `/accounts/${person.sub}${what === "" ? "" : `/${what}`}`, given, { method });

  test.each([
    ["no reason", undefined, "must be of type string"],
    ["a blank one", "       ", "must be one line of plain text"],
    ["one of four characters", "abcd", "must have at least 5 characters"],
    ["one of 201 characters", "a".repeat(201), "must have at most 200 characters"],
    ["one of two lines", "because\r\nBcc: x@example.jp", "must be one line of plain text"],
    ["one that turns text around", "because \u202Ecod.exe", "must be one line of plain text"],
    ["one with a link", "please see https://evil.example", "must not hold a link"],
    ["one with a bare link", "please see www.evil.example", "must not hold a link"],
    ["a list", ["because"], "must be of type string"],
    ["a number", 7, "must be of type string"],
  ])("admin: given %s, when it is called, then it is refused and nothing changes", async (_, given, detail) => {
    const { person, read } = await somebody();
    const before = (await read()).body;
    const refused = await call(person, { ...body, reason: given });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: "/reason", detail }] } });
    expect((await read()).body).toEqual(before);
  });

  test("admin: given an account that there is not, when it is called, then there is none", async () => {
    const nobody = { identifier: "", password, sub: "A".repeat(22), phones: [] };
    expect((await call(nobody, { ...body, reason })).status).toBe(404);
  });

  test("admin: given a reason with marks of HTML, when the owner is told, then they are text", async () => {
    const { person, email } = await somebody();
    if (what === "unlock") await call(person, { reason });
    if (what === "unlock") await ask(service, `/accounts/${person.sub}/lock`, { reason });
    await call(person, { ...body, reason: "<b>because</b> of it" });
    const mails = await mailsTo(service, email, what === "unlock" ? 2 : 1);
    expect(mails.at(-1)?.html).toContain("&#60;b&#62;because&#60;/b&#62;");
  });
});

test.each([
  ["neither", {}, ""],
  ["a blank identifier", { identifier: "\u200b" }, "/identifier"],
  ["an empty identifier", { identifier: "" }, "/identifier"],
  ["an identifier of 255 characters", { identifier: "a".repeat(255) }, "/identifier"],
  ["an identifier that is a number", { identifier: 7 }, "/identifier"],
  ["an unknown language", { locale: "fr" }, "/locale"],
])("admin: given %s, when an account is changed, then the field is named", async (_, given, pointer) => {
  const { update } = await somebody();
  expect(await update({ ...given, reason })).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
});

const adminRoutes = Object.entries(routes).flatMap(([name, { api, method, path }]) =>
  api === "admin" ? [{ name, method, path: path.replace(/\{\w+\}/g, "A".repeat(22)) }] : [],
);

describe("attack 41 (the admin API)", () => {
  test.each(adminRoutes)("attack 41: given no signature, when $name is called, then it is forbidden", async (route) => {
    const answer = await fetch(service.stack.adminOrigin + route.path, { method: route.method });
    expect({ status: answer.status, ...(await answer.json()) }).toMatchObject({ status: 403, code: "forbidden" });
  });

  test.each(
    adminRoutes,
  )("attack 41: given a session in place of a signature, when $name is called, then it is forbidden", async (route) => {
    const { sessionToken } = await signInNew(service);
    const headers = { authorization: `Bearer ${sessionToken}` };
    const answer = await fetch(service.stack.adminOrigin + route.path, { method: route.method, headers });
    expect(answer.status).toBe(403);
  });

  test.each(
    adminRoutes,
  )("attack 41: given the public host, when $name is called there, then there is nothing", async (route) => {
    const answer = await fetch(service.stack.origin + route.path, { method: route.method });
    expect(answer.status).toBe(404);
  });
});
