import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { askLink, browserAt } from "../attack/links.ts";
import { heldOf } from "../attack/visitor.ts";
import { startPreset } from "../support/preset.ts";
import { freshPhone, type Service } from "../support/service.ts";
import { enrolApp, makeCodes, signInNew, stepUp } from "../support/signed-in.ts";

let service: Service;

beforeAll(async () => {
  service = await startPreset("manyChannels");
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

test("given the preset manyChannels, when the URL of a mail is opened where the login began, then it goes on there", async () => {
  const emails = [`person-${randomUUID()}@example.jp`];
  const person = { ...(await service.makeAccount([freshPhone()], emails)), emails };
  const { client } = browserAt(service);
  const { token } = await askLink(service, person, { type: "email_link", client });

  const { login } = await client.redeemLink({ body: { token, decision: "continue" } });

  const { token: result } = await client.issueToken(heldOf(login ?? { loginId: "" }));
  expect(decodeJwt(result)).toMatchObject({ sub: person.sub, amr: expect.arrayContaining(["pwd", "mfa"]) });
});

test("manyChannels 16: given the preset, when there is a fresh step-up, then backup codes show again", async () => {
  const me = await signInNew(service);
  await enrolApp(service, me);
  const codes = await makeCodes(service, me);
  await stepUp(service, me, "reveal_backup_codes");
  const shown = await me.client.revealBackupCodes({ sessionToken: me.sessionToken });
  expect(shown.codes.map(({ code }) => code)).toEqual(codes);
});
