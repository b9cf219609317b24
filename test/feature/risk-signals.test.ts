import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { askLink } from "../attack/links.ts";
import { freshAddress } from "../attack/visitor.ts";
import { freshPhone, password, type Service, startService, type TestAccount } from "../support/service.ts";
import { signIn, stepUp, wordy } from "../support/signed-in.ts";
import { codeAt } from "./adding.ts";
import { judgements } from "./at-places.ts";

let service: Service;
beforeAll(async () => {
  service = await startService({ ...wordy, links: { sms: "approve" } });
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

/** The judgement of a sign-in from now. */
async function judged(identifier: string) {
  await service.from(freshAddress()).startLogin({ body: { identifier, password } });
  return judgements(service).at(-1);
}

describe("what happened lately", () => {
  test("given a sign-in, when its owner denies it, then those of the next day are riskier, and those after it are not", async () => {
    const person = await service.makeAccount();
    const before = await judged(person.identifier);
    expect(before.grades).toMatchObject({ denials: 0 });
    const { client, token } = await askLink(service, person);
    await client.redeemLink({ body: { token, decision: "deny" } });
    const after = await judged(person.identifier);
    expect(after.grades).toMatchObject({ denials: 1 });
    expect(after.score - before.score).toBeGreaterThanOrEqual(40);
    service.stack.advanceClock(24 * 3600);
    expect((await judged(person.identifier)).grades).toMatchObject({ denials: 0 });
  });

  /** Adds a number, and proves it once it was looked at. */
  async function addNumber(person: TestAccount, look: () => Promise<void>) {
    const { client, sessionToken } = await signIn(service, person);
    await stepUp(service, { person, client, sessionToken }, "add_authenticator");
    const phone = freshPhone();
    const body = { type: "phone", destination: phone } as const;
    const { authenticatorId } = await client.addAuthenticator({ sessionToken, body });
    await look();
    const code = codeAt(service, phone, "sms");
    await client.activateAuthenticator({ sessionToken, params: { authenticatorId }, body: { code } });
  }

  test.each([
    ["of some time", 2 * 3600, 1],
    ["that has just been made", 0, 0],
  ])("given an account %s, when a number is added to it, then sign-ins of the next day are riskier or not", async (_, age, grade) => {
    const person = await service.makeAccount();
    service.stack.advanceClock(age);
    const changed = async () => (await judged(person.identifier)).grades.changedDestination;
    await addNumber(person, async () => expect(await changed()).toBe(0));
    expect(await changed()).toBe(grade);
    service.stack.advanceClock(24 * 3600);
    expect(await changed()).toBe(0);
  });

  test("given codes that were sent, when somebody signs in, then each counts for an hour", async () => {
    const person = await service.makeAccount();
    await askLink(service, person);
    await askLink(service, person);
    expect((await judged(person.identifier)).grades).toMatchObject({ sends: 0.2 });
    service.stack.advanceClock(3600);
    expect((await judged(person.identifier)).grades).toMatchObject({ sends: 0 });
  });
});
