import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { heldOf } from "../attack/visitor.ts";
import { startPreset } from "../support/preset.ts";
import { password, type Service } from "../support/service.ts";
import { complete, enrolApp, makeCodes, signInNew } from "../support/signed-in.ts";
import { totpOf } from "../support/totp.ts";

let service: Service;

beforeAll(async () => {
  service = await startPreset("authenticatorApp");
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

test("given the preset authenticatorApp, when an app is set up, then its six digits sign in, and so does a backup code", async () => {
  const me = await signInNew(service, [], []);
  const { key } = await enrolApp(service, me);
  service.stack.advanceClock(30);
  const { client, person } = me;
  const begin = () => client.startLogin({ body: { identifier: person.identifier, password } });
  const byApp = { by: "totp", code: () => totpOf(key) } as const;
  const done = await complete(service, client, { login: await begin(), person, answering: byApp });
  const { token } = await client.issueToken(heldOf(done));
  expect(decodeJwt(token)).toMatchObject({ sub: person.sub, amr: ["pwd", "otp", "mfa"] });
});

test("given the preset authenticatorApp, when backup codes are made, then they sign in and do not show again", async () => {
  const me = await signInNew(service);
  await enrolApp(service, me);
  const [code = ""] = await makeCodes(service, me);
  expect(await me.client.getBackupCodes({ sessionToken: me.sessionToken })).toMatchObject({ canReveal: false });
  const login = await me.client.startLogin({ body: { identifier: me.person.identifier, password } });
  const answering = { by: "backup_code", code: () => code } as const;
  expect(await complete(service, me.client, { login, person: me.person, answering })).toMatchObject({
    status: "complete",
  });
});
