import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { enrolling, grant } from "../support/recovering.ts";
import { password, roomy, type Service, startService, type TestAccount } from "../support/service.ts";
import { freshAddress, heldOf, newestCode, outcome } from "./visitor.ts";

let service: Service;
beforeAll(async () => {
  service = await startService({ ...roomy, login: { order: "approval_first" } });
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

async function begun(prepare: (person: TestAccount) => Promise<unknown> = async () => undefined) {
  const person = await service.makeAccount();
  await prepare(person);
  const client = service.from(freshAddress());
  const login = await client.startLogin({ body: { identifier: person.identifier } });
  return { person, client, held: heldOf(login), methodId: login.methods[0]?.methodId ?? "" };
}

test.each([
  "before",
  "after",
])("attack 8 (approval first): given a code of before came first, when a grant came %s it, then the password does not end the login", async (when) => {
  const early = when === "before" ? (one: TestAccount) => grant(service, one) : undefined;
  const { person, client, held, methodId } = await begun(early);
  await client.createChallenge({ ...held, body: { methodId } });
  const proved = await client.verifyLogin({ ...held, body: { code: newestCode(service, person) } });
  if (when === "after") await grant(service, person);
  expect(await outcome(client.verifyLogin({ ...heldOf(proved), body: { password } }))).toBe("login_closed");
});

test("attack 8 (approval first): given a grant, when the password comes alone, then a new method is asked for, and completes the login", async () => {
  const { person, client, held } = await begun();
  await grant(service, person);
  const login = await client.verifyLogin({ ...held, body: { password } });
  expect(login.needs).toEqual(["enrolment"]);
  const { prove } = await enrolling(service, { client, held: heldOf(login), person });
  expect((await prove()).status).toBe("complete");
});
