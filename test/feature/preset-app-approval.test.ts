import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { askEarly } from "../attack/early.ts";
import { heldOf, outcome } from "../attack/visitor.ts";
import { startPreset } from "../support/preset.ts";
import { password, type Service } from "../support/service.ts";

let service: Service;

beforeAll(async () => {
  service = await startPreset("appApproval");
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

test("appApproval 5: given the preset, when a browser is to be trusted without a name, then 422, and the same code then signs in", async () => {
  const person = await service.makeAccount();
  const { client, held, code } = await askEarly(service, person);
  const answer = (trustBrowser: object) => client.verifyLogin({ ...held, body: { password, code, trustBrowser } });

  expect(await outcome(answer({}))).toBe("trust_name_required");
  const done = await answer({ name: "自宅のパソコン" });

  const { token: result } = await client.issueToken(heldOf(done));
  expect(decodeJwt(result)).toMatchObject({ sub: person.sub, amr: ["pwd", "sms", "mfa"] });
});

test("appApproval 4: given the preset, when identifier and password come alone, then they sign nobody in", async () => {
  const person = await service.makeAccount();
  const { client, held } = await askEarly(service, person);
  expect(await outcome(client.verifyLogin({ ...held, body: { password } }))).toBe("credentials_invalid");
});
