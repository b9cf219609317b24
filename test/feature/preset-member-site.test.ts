import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { heldOf, outcome } from "../attack/visitor.ts";
import { startPreset } from "../support/preset.ts";
import { atSecondStep, grant, standing } from "../support/recovering.ts";
import { freshPhone, password, type Service } from "../support/service.ts";
import { complete, signInNew } from "../support/signed-in.ts";

let service: Service;

beforeAll(async () => {
  service = await startPreset("memberSite");
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

test("given the preset memberSite, when password and code are right, then they sign in", async () => {
  const { client, person } = await signInNew(service);
  const login = await client.startLogin({ body: { identifier: person.identifier, password } });
  const { token } = await client.issueToken(heldOf(await complete(service, client, { login, person })));
  expect(decodeJwt(token)).toMatchObject({ sub: person.sub, amr: ["pwd", "sms", "mfa"] });
});

test("memberSite 12: given the preset, when somebody would recover by themselves, then it is the operator's, whose grant does", async () => {
  const person = await service.makeAccount([freshPhone()], [`person-${randomUUID()}@example.jp`]);
  const { client, held } = await atSecondStep(service, person);
  expect(await client.getRecovery(held)).toMatchObject({ by: "operator", status: "none", methods: [] });
  expect(await outcome(client.startRecovery(held))).toBe("forbidden");
  await grant(service, person);
  expect(await standing(service, person)).toEqual(["enrolment"]);
});

test("memberSite 11: given the preset, when somebody would switch off, then it is refused", async () => {
  const me = await signInNew(service);
  const { version } = await me.client.getSettings({ sessionToken: me.sessionToken });
  const body = { enabled: false };
  const refused = me.client.updateSettings({ sessionToken: me.sessionToken, ifMatch: version, body });
  expect(await outcome(refused)).toBe("self_disable_off");
});
