import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { minutes } from "../../shared/domain/duration.ts";
import { identifierKeyOf } from "../../shared/domain/identifier.ts";
import { loginTokenOf } from "../../shared/steps/hold-login.ts";
import { askLogin, newestCode, outcome } from "../attack/visitor.ts";
import { freshPhone, roomy, type Service, startService } from "../support/service.ts";

let service: Service;

beforeAll(async () => {
  service = await startService({ ...roomy, sends: { perDestinationTenMinutes: 20 } });
});
afterAll(() => service.stack.close());

/** One person with a login under way, and beside it a step-up, as the settings begin one; a code was sent for each. */
async function prepare() {
  const phone = freshPhone();
  const person = await service.makeAccount([phone]);
  const signIn = await askLogin(service, person);
  const { clock, logins } = service.dependencies;
  const now = clock.now();
  const { sub, identifier } = person;
  const loginId = randomBytes(16).toString("base64url");
  await logins.create({
    loginId,
    sub,
    epoch: 0,
    purpose: "step_up",
    reason: "enabled",
    state: "pending",
    generation: 1,
    password: { at: now },
    attemptsLeft: 5,
    sends: 0,
    from: {},
    createdAt: now,
    expiresAt: now + minutes(30),
  });
  const holder = { loginId, sub, identifierKey: identifierKeyOf(identifier), generation: 1 };
  const stepUp = { params: { loginId }, loginToken: await loginTokenOf(holder, service.dependencies) };
  await signIn.client.createChallenge({ ...stepUp, body: { methodId: signIn.methodIds[0] } });
  const [first, second] = service.stack.messages({ to: phone }).map(({ text }) => text);
  return { signIn, stepUp, stepUpCode: newestCode(service, person), texts: [first, second] };
}

test("memberSite 4: given a code for signing in, when it is entered for a change of methods, then it is useless, and the other way round", async () => {
  const { signIn, stepUp, stepUpCode } = await prepare();
  const { client, held, code } = signIn;

  expect(await outcome(client.verifyLogin({ ...stepUp, body: { code } }))).toBe("challenge_failed");
  expect(await outcome(client.verifyLogin({ ...held, body: { code: stepUpCode } }))).toBe("challenge_failed");

  expect((await client.verifyLogin({ ...stepUp, body: { code: stepUpCode } })).status).toBe("complete");
  expect((await client.verifyLogin({ ...held, body: { code } })).status).toBe("complete");
});

test("memberSite 4: given both messages, when they are read, then each says what its code is for", async () => {
  const { texts } = await prepare();
  expect(texts).toEqual([expect.stringContaining("認証コード"), expect.stringContaining("変更コード")]);
});
