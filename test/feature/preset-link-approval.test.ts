import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { askLink, browserAt } from "../attack/links.ts";
import { heldOf } from "../attack/visitor.ts";
import { startPreset } from "../support/preset.ts";
import type { Service } from "../support/service.ts";

let service: Service;

beforeAll(async () => {
  service = await startPreset("linkApproval");
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

test("given the preset linkApproval, when the phone allows by the URL of an SMS, then the first device is signed in", async () => {
  const person = await service.makeAccount();
  const { client, held, challenge, token } = await askLink(service, person);
  const { client: phone } = browserAt(service);
  const body = { token, decision: "approve", acknowledged: true } as const;
  await phone.redeemLink({ body: { ...body, matchNumber: challenge.matchNumber ?? "none" } });

  const { token: result } = await client.issueToken(heldOf(await client.getLogin(held)));
  expect(decodeJwt(result)).toMatchObject({ sub: person.sub, amr: expect.arrayContaining(["pwd", "mfa"]) });
});

test("given the preset linkApproval, when a login is asked for its ways, then there are URL, code and QR", async () => {
  const person = await service.makeAccount();
  const { client, held } = await askLink(service, person);
  const { methods } = await client.getLogin(held);
  expect(methods.map(({ type }) => type)).toEqual(expect.arrayContaining(["sms_link", "sms_code", "qr"]));
});
