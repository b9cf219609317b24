import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { early } from "../attack/early.ts";
import { newestLink } from "../attack/links.ts";
import { freshAddress, heldOf, outcome } from "../attack/visitor.ts";
import { password, type Service, startService } from "../support/service.ts";

let service: Service;

beforeAll(async () => {
  service = await startService({ ...early, login: { order: "approval_first" }, links: { sms: "approve" } });
});
afterAll(() => service.stack.close());

test("appApproval 17: given another device approves first, when the first one goes on, then the password is due, and only with it there is a result", async () => {
  const person = await service.makeAccount();
  const client = service.from(freshAddress());
  const login = await client.startLogin({ body: { identifier: person.identifier } });
  const held = heldOf(login);
  const methodId = login.methods.find(({ type }) => type === "sms_link")?.methodId ?? "";
  const { challenge } = await client.createChallenge({ ...held, body: { methodId } });
  const { token } = newestLink(service, person);
  const approval = { token, decision: "approve", acknowledged: true, matchNumber: challenge?.matchNumber } as const;

  await service.from(freshAddress()).redeemLink({ body: approval });

  const approved = await client.getLogin(held);
  expect(approved).toMatchObject({ status: "pending", needs: ["password"] });
  const second = heldOf(approved);
  expect(await outcome(client.issueToken(second))).toBe("login_closed");
  expect(await outcome(client.verifyLogin({ ...second, body: { password: "wrong-password" } }))).toBe(
    "credentials_invalid",
  );
  const complete = await client.verifyLogin({ ...second, body: { password } });
  expect(complete.status).toBe("complete");
  const { token: result } = await client.issueToken(heldOf(complete));
  expect(decodeJwt(result)).toMatchObject({ acr: "urn:nidan:acr:2", amr: expect.arrayContaining(["pwd", "mfa"]) });
});
