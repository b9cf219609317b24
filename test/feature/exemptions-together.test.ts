import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { freshAddress, heldOf, outcome } from "../attack/visitor.ts";
import { password, type Service, startService } from "../support/service.ts";
import { exempting } from "./exempted-clients.ts";

let service: Service;
beforeAll(async () => {
  service = await startService({ ...exempting, login: { order: "together" } });
});
afterAll(() => service.stack.close());

test.each([
  ["till", "done"],
  ["over", "credentials_invalid"],
  ["web", "credentials_invalid"],
])("appApproval 11: given password and code are asked for together, when the password comes alone for the client %s, then %s", async (clientId, expected) => {
  const { identifier } = await service.makeAccount();
  const client = service.from(freshAddress());
  const begun = await client.startLogin({ body: { identifier, clientId } });
  const answered = client.verifyLogin({ ...heldOf(begun), body: { password } });
  expect(await outcome(answered.then((login) => client.issueToken(heldOf(login))))).toBe(expected);
});
