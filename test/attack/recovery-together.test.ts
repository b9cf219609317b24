import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { enrolling, grant } from "../support/recovering.ts";
import { password, roomy, type Service, startService, type TestAccount } from "../support/service.ts";
import { freshAddress, heldOf, newestCode, outcome } from "./visitor.ts";

let service: Service;
beforeAll(async () => {
  service = await startService({ ...roomy, login: { order: "together" } });
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

/** A login that has had a code sent to a method of before. */
async function asked(person: TestAccount) {
  const client = service.from(freshAddress());
  const login = await client.startLogin({ body: { identifier: person.identifier } });
  const held = heldOf(login);
  await client.createChallenge({ ...held, body: { methodId: login.methods[0]?.methodId ?? "" } });
  return { client, held, code: newestCode(service, person) };
}

test("attack 8 (together): given a grant, when password and an old code come, then a new method is asked for, and completes the login", async () => {
  const person = await service.makeAccount();
  await grant(service, person);
  const { client, held, code } = await asked(person);
  const login = await client.verifyLogin({ ...held, body: { password, code } });
  expect([login.status, login.needs, login.methods]).toEqual(["pending", ["enrolment"], []]);
  const next = heldOf(login);
  expect(await outcome(client.issueToken(next))).toBe("login_closed");
  expect(await outcome(client.verifyLogin({ ...next, body: { code } }))).toBe("login_closed");
  const { prove } = await enrolling(service, { client, held: next, person });
  expect((await prove()).status).toBe("complete");
});

test("attack 8 (together): given a grant, when the password comes alone, then it leads to a new method, and a wrong one is refused", async () => {
  const person = await service.makeAccount();
  await grant(service, person);
  const { client, held } = await asked(person);
  expect(await outcome(client.verifyLogin({ ...held, body: { password: "wrong-horse-battery" } }))).toBe(
    "credentials_invalid",
  );
  expect((await client.verifyLogin({ ...held, body: { password } })).needs).toEqual(["enrolment"]);
});

test("attack 8 (together): given no grant, when the password comes alone, then it opens nothing and begins no recovery", async () => {
  const person = await service.makeAccount();
  const { client, held } = await asked(person);
  expect(await outcome(client.verifyLogin({ ...held, body: { password } }))).toBe("credentials_invalid");
  expect(await outcome(client.startRecovery(held))).toBe("forbidden");
  expect(await outcome(client.getRecovery(held))).toBe("forbidden");
});
